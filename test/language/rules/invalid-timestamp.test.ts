import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('invalid-timestamp', () => {
  it('names the part that is wrong', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Timestamp": "2026-01-31 12:00:00Z", "Next": "B" },
                                              ^^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: A 'T' stands between date and time: a timestamp is written like '2026-01-31T12:00:00Z'.
          "B": { "Type": "Wait", "Timestamp": "2026-01-31T12:00:00", "Next": "C" },
                                              ^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: The time zone is missing: end with 'Z' or an offset such as '+01:00'.
          "C": { "Type": "Wait", "Timestamp": "2026-02-30T12:00:00Z", "Next": "D" },
                                              ^^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: There is no day 30 in month 2 of 2026.
          "D": { "Type": "Wait", "Timestamp": "2026-01-31T25:00:00Z", "Next": "E" },
                                              ^^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: There is no hour 25: the hours of a timestamp go from 00 to 23.
          "E": { "Type": "Wait", "Timestamp": "2026-13-31T12:00:00Z", "Next": "F" },
                                              ^^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: There is no month 13: a timestamp is written like '2026-01-31T12:00:00Z'.
          "F": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.t", "TimestampLessThan": "tomorrow", "Next": "G" }],
                                                                  ^^^^^^^^^^ error[invalid-timestamp]: This is not a timestamp: it is written like '2026-01-31T12:00:00Z'.
            "Default": "G"
          },
          "G": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('takes an expression for no timestamp in JSONPath, and for one in JSONata', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Timestamp": "{% '2026-01-31T12:00:00Z' %}", "Next": "B" },
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-timestamp]: This is not a timestamp: it is written like '2026-01-31T12:00:00Z'.
          "B": { "Type": "Wait", "QueryLanguage": "JSONata", "Timestamp": "{% '2026-01-31T12:00:00Z' %}", "Next": "C" },
          "C": { "Type": "Wait", "Timestamp": "2026-01-31T12:00:00.5+01:00", "Next": "D" },
          "D": { "Type": "Wait", "Timestamp": "\${When}", "End": true }
        }
      }
    `,
    );
  });

  it('adds what is missing', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Timestamp": "2026-01-31 12:00:00", "End": true } }
      }
    `,
      "Change to '2026-01-31T12:00:00Z'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Wait", "Timestamp": "2026-01-31T12:00:00Z", "End": true } }
      }
    `,
    );
  });
});
