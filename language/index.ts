/** What an editor wants to know about a text: diagnostics and features. Pure: no IO, clock, randomness or globals. */

export * from './aws-validation.ts';
export { type DiagnoseSettings, diagnose } from './diagnostics.ts';
export * from './directives/suppress.ts';
export { applyEdits } from './edits/apply.ts';
export * from './edits/edits.ts';
export * from './features/call-hierarchy.ts';
export * from './features/code-lenses.ts';
export * from './features/completion.ts';
export * from './features/convert-format.ts';
export * from './features/document-links.ts';
export * from './features/document-symbols.ts';
export * from './features/fix-all.ts';
export * from './features/folding.ts';
export * from './features/formatting.ts';
export * from './features/hover.ts';
export * from './features/inlay-hints.ts';
export * from './features/inline-values.ts';
export * from './features/navigation.ts';
export * from './features/on-type-formatting.ts';
export * from './features/refactorings.ts';
export * from './features/rename.ts';
export * from './features/selection-ranges.ts';
export * from './features/semantic-tokens.ts';
export * from './features/signature-help.ts';
export * from './features/workspace-symbols.ts';
export {
  machineFile,
  machineNameOf,
  type NestedMachine,
  nestedMachineAt,
  nestedMachinesOf,
} from './nested-machines.ts';
export type { AwsAnswer, Diagnostic, Finding, Fix, MachineType, Rule, Severity, TextEdit, Weight } from './rule.ts';
export { documentationOf } from './rule-documentation.ts';
export { RULE_EXAMPLES } from './rule-examples.ts';
export * from './rule-file.ts';
export { RULES } from './rules/index.ts';
export { variableReferencesOf } from './variables/references.ts';
