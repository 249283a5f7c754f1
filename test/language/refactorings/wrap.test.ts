/** States wrapped in a Map or a Parallel: what led to them leads to it, and it leads where they led. */
import { describe, it } from 'mocha';
import { checkRefactored, checkRefused } from './checks.ts';

describe('refactoring: wrap states', () => {
  it('wraps the state at the cursor in a Map', () => {
    checkRefactored(
      `
      {
        "StartAt": "Pack",
        "States": {
          // one parcel
          "Pa$0ck": { // in a box
            "Type": "Pass",
            "Next": "Ship"
          }, // then ship

          "Ship": { "Type": "Succeed" }
        }
      }
      `,
      "Wrap 'Pack' in a Map",
      `
      {
        "StartAt": "Map of Pack",
        "States": {
          "Map of Pack": {
            "Type": "Map",
            "ItemsPath": "$.items",
            "ItemProcessor": {
              "StartAt": "Pack",
              "States": {
                // one parcel
                "Pack": { // in a box
                  "Type": "Pass",
                  "End": true
                } // then ship
              }
            },
            "Next": "Ship"
          },

          "Ship": { "Type": "Succeed" }
        }
      }
      `,
    );
  });

  it('wraps selected states in a Parallel', () => {
    checkRefactored(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "B" },
          "B$0": { "Type": "Pass", "Next": "C" },
          "C": { "Type": "Pass", "Ne$0xt": "D" },
          "D": { "Type": "Succeed" }
        }
      }
      `,
      'Wrap 2 states in a Parallel',
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "Parallel" },
          "Parallel": {
            "Type": "Parallel",
            "Branches": [
              {
                "StartAt": "B",
                "States": {
                  "B": { "Type": "Pass", "Next": "C" },
                  "C": { "Type": "Pass", "End": true }
                }
              }
            ],
            "Next": "D"
          },
          "D": { "Type": "Succeed" }
        }
      }
      `,
    );
  });

  const YAML = `
      QueryLanguage: JSONata
      StartAt: Pack
      States:
        # parcels
        Pa$0ck:
          Type: Pass
          Output: |-
            {%
              $states.input
            %}
          End: true
      `;

  it('wraps in a Map in YAML', () => {
    checkRefactored(
      YAML,
      "Wrap 'Pack' in a Map",
      `
      QueryLanguage: JSONata
      StartAt: Map of Pack
      States:
        Map of Pack:
          Type: Map
          Items: '{% $states.input.items %}'
          ItemProcessor:
            StartAt: Pack
            States:
              # parcels
              Pack:
                Type: Pass
                Output: |-
                  {%
                    $states.input
                  %}
                End: true
          End: true
      `,
    );
  });

  it('wraps in a Parallel in YAML, whose list is indented as its dash wants', () => {
    checkRefactored(
      `
      StartAt: A
      States:
          A:
              Type: Pass
              Next: B
          $0B:
              Type: Pass
              End: true
      `,
      "Wrap 'B' in a Parallel",
      `
      StartAt: A
      States:
          A:
              Type: Pass
              Next: Parallel of B
          Parallel of B:
              Type: Parallel
              Branches:
                  - StartAt: B
                    States:
                        B:
                            Type: Pass
                            End: true
              End: true
      `,
    );
  });

  it('wraps on one line', () => {
    checkRefactored(
      '{ "StartAt": "$0A", "States": { "$0A": { "Type": "Succeed" } } }\n'.replace('$0A"', 'A"'),
      "Wrap 'A' in a Parallel",
      '{ "StartAt": "Parallel of A", "States": { "Parallel of A": { "Type": "Parallel", "Branches": [ { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } } ], "End": true } } }\n',
    );
  });

  it('gives the container the language of its states', () => {
    checkRefactored(
      `
      StartAt: A
      States:
        $0A:
          Type: Pass
          QueryLanguage: JSONata
          End: true
      `,
      "Wrap 'A' in a Map",
      `
      StartAt: Map of A
      States:
        Map of A:
          Type: Map
          QueryLanguage: JSONata
          Items: '{% $states.input.items %}'
          ItemProcessor:
            StartAt: A
            States:
              A:
                Type: Pass
                QueryLanguage: JSONata
                End: true
          End: true
      `,
    );
  });

  describe('is refused', () => {
    const states = (...lines: string[]): string => `{ "StartAt": "A", "States": {\n${lines.join(',\n')}\n} }`;
    it('where there are several ways in', () => {
      checkRefused(
        states(
          '"A": { "Type": "Choice", "Choices": [ { "Variable": "$.a", "IsNull": true, "Next": "B" } ], "Default": "C" }',
          '"$0B": { "Type": "Pass", "Next": "C" }',
          '"C": { "Type": "Pass"$0, "End": true }',
        ),
        'Wrap 2 states',
        /several ways in, to 'B' and 'C'/,
      );
    });
    it('where there are several ways out', () => {
      checkRefused(
        states(
          '"A": { "Type": "Pass", "Next": "B" }',
          '"$0B": { "Type": "Pass", "Next": "D" }',
          '"C": { "Type": "Pass"$0, "Next": "E" }',
          '"D": { "Type": "Succeed" }',
          '"E": { "Type": "Succeed" }',
        ),
        'Wrap 2 states',
        /several ways out, to 'D' and 'E'/,
      );
    });
    it('where a choice leads out', () => {
      checkRefused(
        states('"$0A": { "Type": "Choice", "Choices": [], "Default": "B" }', '"B": { "Type": "Succeed" }'),
        "Wrap 'A'",
        /A choice of 'A' leads out to 'B'/,
      );
    });
    it('where a variable is read outside', () => {
      checkRefused(
        states(
          '"$0A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" }',
          '"B": { "Type": "Pass", "Parameters": { "x.$": "$total" }, "End": true }',
        ),
        "Wrap 'A'",
        /'\$total' is assigned inside and read outside/,
      );
    });
    it('where a variable is assigned outside too', () => {
      checkRefused(
        states(
          '"$0A": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "B" }',
          '"B": { "Type": "Pass", "Assign": { "total": 2 }, "End": true }',
        ),
        "Wrap 'A'",
        /'\$total' is assigned outside too/,
      );
    });
  });
});
