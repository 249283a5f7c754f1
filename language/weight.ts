/** What a finding counts for. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule counts for; `off` silences it. */
export type Weight = Severity | 'off';
