import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('context-path', () => {
  it('finds members that the context object does not have', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "InputPath": "$$.Exekution.Input",
                             ^^^^^^^^^ warning[context-path]: The context object has no member 'Exekution'. Did you mean 'Execution'?
            "Parameters": { "a.$": "$$.Execution.ID", "b.$": "States.Format('{}', $$.State.Name.Foo)", "c.$": "$$.State.Nam" },
                                                 ^^ warning[context-path]: 'Execution' of the context object has no member 'ID'. Did you mean 'Id'?
                                                                                                                        ^^^ warning[context-path]: 'State' of the context object has no member 'Nam'. Did you mean 'Name'?
            "Next": "B"
          },
          "B": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.context.StateMachine.Arn %}", "End": true }
                                                                                                        ^^^ warning[context-path]: 'StateMachine' of the context object has no member 'Arn'. It has 'Id' and 'Name'.
        }
      }
    `,
    );
  });

  it('accepts what it has, the input of the execution with whatever is in it, and all of it', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "InputPath": "$$.Execution.Input.order['id']",
            "Parameters": { "a.$": "$$", "b.$": "$$.Execution.StartTime", "c.$": "$$['State'].EnteredTime" },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('writes the member that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "a.$": "$$.Execution.ID" }, "End": true } }
      }
    `,
      "Change to 'Id'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "a.$": "$$.Execution.Id" }, "End": true } }
      }
    `,
    );
  });
});
