/** What cannot run is refused with its place; how a state's data flows is laid out beforehand. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import { compileProgram, fieldOfPhase } from '#interpreter';
import { programOf } from './running.ts';

const problemsOf = (definition: Json): readonly string[] =>
  compileProgram(definition).problems.map(({ pointer, message }) => `${pointer}: ${message}`);
const pass = { Type: 'Pass', End: true };

describe('a definition that cannot run', () => {
  for (const [what, definition, problems] of [
    ['no object', [], ['/: A state machine has to be a JSON object.']],
    ['no states', { StartAt: 'A' }, ['/: States has to be an object with at least one state.']],
    [
      'a start that is not there',
      { StartAt: 'a', States: { A: pass } },
      ["/StartAt: StartAt names state 'a', which does not exist in this scope. Did you mean 'A'?"],
    ],
    ['no start', { States: { A: pass } }, ['/StartAt: StartAt has to be the name of a state of the same scope.']],
    [
      'an unknown type',
      { StartAt: 'A', States: { A: { Type: 'Pas' } } },
      [
        "/States/A/Type: The Type of state 'A' has to be one of Task, Parallel, Map, Pass, Wait, Choice, Succeed, Fail.",
      ],
    ],
    [
      'no way on',
      { StartAt: 'A', States: { A: { Type: 'Pass' } } },
      ['/States/A: State \'A\' needs either "Next" with the name of a state or "End": true.'],
    ],
    [
      'a way to nowhere',
      { StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Shop' } } },
      ["/States/Ship/Next: Next names state 'Shop', which does not exist in this scope. Did you mean 'Ship'?"],
    ],
    [
      'a task without resource',
      { StartAt: 'A', States: { A: { Type: 'Task', End: true } } },
      ["/States/A: Task state 'A' needs a Resource: the ARN of a service integration, function or activity."],
    ],
    [
      'a wait without time',
      { StartAt: 'A', States: { A: { Type: 'Wait', End: true } } },
      ["/States/A: Wait state 'A' needs Seconds, SecondsPath, Timestamp or TimestampPath."],
    ],
    [
      'a choice without rules',
      { StartAt: 'A', States: { A: { Type: 'Choice' } } },
      ["/States/A: Choice state 'A' needs Choices: a list of at least one rule."],
    ],
    [
      'a rule to nowhere',
      { StartAt: 'A', States: { A: { Type: 'Choice', Choices: [{ Next: 'Nobody' }] } } },
      ["/States/A/Choices[0]/Next: Next names state 'Nobody', which does not exist in this scope."],
    ],
    [
      'a parallel without branches',
      { StartAt: 'A', States: { A: { Type: 'Parallel', End: true } } },
      ["/States/A: Parallel state 'A' needs Branches: a list of at least one branch."],
    ],
    [
      'a map without processor',
      { StartAt: 'A', States: { A: { Type: 'Map', End: true } } },
      ["/States/A: Map state 'A' needs an ItemProcessor with StartAt and States."],
    ],
    [
      'a catch to nowhere in a branch',
      {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            End: true,
            Branches: [
              {
                StartAt: 'T',
                States: { T: { Type: 'Task', Resource: 'r', End: true, Catch: [{ ErrorEquals: ['E'], Next: 'P' }] } },
              },
            ],
          },
        },
      },
      [
        "/States/P/Branches[0]/States/T/Catch[0]/Next: Next names state 'P', which does not exist in this scope. Did you mean 'T'?",
      ],
    ],
  ] as const) {
    it(`says so: ${what}`, () => assert.deepEqual(problemsOf(definition as unknown as Json), problems));
  }
});

describe('a program', () => {
  it('knows its states by the same pointers as the syntax tree', () => {
    const inner = { StartAt: 'I', States: { I: pass } };
    const { states } = programOf({
      StartAt: 'M',
      States: {
        M: { Type: 'Map', ItemProcessor: inner, Next: 'P' },
        P: { Type: 'Parallel', Branches: [inner], Next: 'L' },
        L: { Type: 'Map', Iterator: inner, End: true },
      },
    });
    assert.deepEqual([...states.keys()].sort(), [
      '/States/L',
      '/States/L/Iterator/States/I',
      '/States/M',
      '/States/M/ItemProcessor/States/I',
      '/States/P',
      '/States/P/Branches[0]/States/I',
    ]);
  });

  it('lays out the phases of a state: only those whose field is there', () => {
    const full = {
      Type: 'Task',
      Resource: 'r',
      InputPath: '$.a',
      Parameters: {},
      ResultSelector: {},
      ResultPath: '$.b',
      OutputPath: '$.c',
      Assign: {},
      End: true,
    };
    const phases = (state: Json) => programOf({ StartAt: 'A', States: { A: state } }).states.get('/States/A')?.phases;
    assert.deepEqual(phases(full), [
      'enter',
      'InputPath',
      'Parameters',
      'action',
      'ResultSelector',
      'ResultPath',
      'Assign',
      'OutputPath',
      'leave',
    ]);
    assert.deepEqual(phases({ Type: 'Pass', End: true }), ['enter', 'action', 'leave']);
    assert.deepEqual(
      phases({
        QueryLanguage: 'JSONata',
        Type: 'Task',
        Resource: 'r',
        Arguments: {},
        Output: 1,
        Assign: {},
        End: true,
      }),
      ['enter', 'Arguments', 'action', 'Output', 'Assign', 'leave'],
    );
    assert.deepEqual(phases({ Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: pass } }, End: true }), [
      'enter',
      'Items',
      'action',
      'leave',
    ]);
  });

  it('names the field that a phase reads', () => {
    assert.equal(fieldOfPhase('Items', { ItemsPath: '$.x', ItemSelector: {} }), 'ItemsPath');
    assert.equal(fieldOfPhase('Output', { Output: 1 }), 'Output');
    assert.equal(fieldOfPhase('Output', {}), undefined);
  });
});
