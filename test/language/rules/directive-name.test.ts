import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('directive-name', () => {
  it('finds rules and weights that there are not', () => {
    checkDiagnostics(`
      # stepwright file eror-name, out-of-range=quiet
                        ^^^^^^^^^ warning[directive-name]: There is no rule 'eror-name'. Did you mean 'error-name'?
                                   ^^^^^^^^^^^^^^^^^^ warning[directive-name]: 'quiet' is no weight: it is 'error', 'warning', 'information', 'hint' or 'off'.
      StartAt: A
      States:
        A: { Type: Succeed }
    `);
  });

  it('writes the rule that was meant', () => {
    checkFixed(
      `
      # stepwright file unreachable-stat
      StartAt: A
      States:
        A: { Type: Succeed }
        B: { Type: Succeed }
      `,
      "Change to 'unreachable-state'",
      `
      # stepwright file unreachable-state
      StartAt: A
      States:
        A: { Type: Succeed }
        B: { Type: Succeed }
      `,
    );
  });
});
