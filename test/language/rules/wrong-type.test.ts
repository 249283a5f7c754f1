import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('wrong-type', () => {
  it('names the type that the field takes', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "Comment": 5,
                   ^ error[wrong-type]: 'Comment' must be a string, but this is 5.
        "States": {
          "A": { "Type": "Wait", "Seconds": "10", "Next": "B" },
                                            ^^^^ error[wrong-type]: 'Seconds' must be a whole number, but this is a string.
          "B": { "Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "soon", "Next": "C" },
                                                                        ^^^^^^ error[wrong-type]: 'Seconds' must be a whole number or a JSONata expression in '{% … %}', but this is a string.
          "C": { "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{ "Condition": "true", "Next": "D" }], "Default": "D" },
                                                                                          ^^^^^^ error[wrong-type]: 'Condition' must be true, false or a JSONata expression in '{% … %}', but this is a string.
          "D": { "Type": "Pass", "InputPath": 5, "Assign": [], "End": "true" },
                                              ^ error[wrong-type]: 'InputPath' must be a string, but this is 5.
                                                           ^^ error[wrong-type]: 'Assign' must be an object, but this is a list.
                                                                      ^^^^^^ error[wrong-type]: 'End' must be true or false, but this is a string.
          "E": "text"
               ^^^^^^ error[wrong-type]: A state must be an object, but this is a string.
        }
      }
    `,
    );
  });

  it('looks at the entries of lists', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Parallel",
            "Branches": [[], { "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }],
                         ^^ error[wrong-type]: An entry of 'Branches' must be an object, but this is a list.
            "Retry": [{ "ErrorEquals": [true] }, { "ErrorEquals": "States.ALL" }],
                                        ^^^^ error[wrong-type]: An error name must be a string, but this is a boolean.
                                                                  ^^^^^^^^^^^^ error[wrong-type]: 'ErrorEquals' must be a list, but this is a string.
            "Catch": {},
                     ^^ error[wrong-type]: 'Catch' must be a list, but this is an object.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('wants a value behind a key of YAML', () => {
    checkDiagnostics(
      `
      StartAt: A
      States:
        A:
          Type: Wait
          Seconds:
          ^^^^^^^ error[wrong-type]: 'Seconds' has no value.
          End: true
    `,
    );
  });

  it('does not judge what is filled in later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Seconds": "\${Seconds}", "Next": "B" },
          "B": { "Type": "Wait", "Seconds": \${Seconds}, "Next": "C" },
          "C": { "Type": "Wait", "Seconds": { "Ref": "Seconds" }, "Next": "D" },
          "D": { "Type": "Wait", "Seconds": "%SECONDS%", "End": true }
        }
      }
    `,
    );
  });

  it('takes the quotes away', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Seconds": "10", "End": true } }
      }
    `,
      'Change to 10',
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Seconds": 10, "End": true } }
      }
    `,
    );
  });

  it('makes a list', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Retry:
            - ErrorEquals: States.ALL
          End: true
    `,
      'Change to ["States.ALL"]',
      `
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Retry:
            - ErrorEquals: [States.ALL]
          End: true
    `,
    );
  });

  it('finds items that are neither a list nor an object', () => {
    checkDiagnostics(
      `
      QueryLanguage: JSONata
      StartAt: Each
      States:
        Each:
          Type: Map
          Items: 5
                 ^ error[wrong-type]: 'Items' must be a list, an object or a JSONata expression in '{% … %}', but this is 5.
          ItemProcessor:
            StartAt: One
            States:
              One:
                Type: Succeed
          End: true
    `,
    );
  });
});
