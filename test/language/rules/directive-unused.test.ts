import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('directive-unused', () => {
  it('finds what no finding needs', () => {
    checkDiagnostics(`
      StartAt: A
      States:
        # stepwright state out-of-range, error-name
                                         ^^^^^^^^^^ hint[directive-unused]: 'error-name' finds nothing here, so this is not needed.
        A:
          Type: Wait
          Seconds: -1
          End: true
    `);
  });

  it('takes one of several away', () => {
    checkFixed(
      `
      StartAt: A
      States:
        # stepwright state out-of-range, error-name
        A: { Type: Wait, Seconds: -1, End: true }
      `,
      "Remove 'error-name'",
      `
      StartAt: A
      States:
        # stepwright state out-of-range
        A: { Type: Wait, Seconds: -1, End: true }
      `,
    );
  });

  it('takes the whole comment away, or the brackets', () => {
    checkFixed(
      `
      StartAt: A
      States:
        # stepwright state error-name
        A: { Type: Succeed }
      `,
      "Remove 'error-name'",
      `
      StartAt: A
      States:
        A: { Type: Succeed }
      `,
    );
    checkFixed(
      '{ "Comment": "Orders [stepwright error-name]", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
      "Remove 'error-name'",
      '{ "Comment": "Orders", "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }',
    );
  });
});
