/** The rule file of a workspace: what it says of which definition, and its own mistakes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseRuleFile, RULES } from '#language';

const problemsIn = (text: string): string[] =>
  parseRuleFile(text).problems.map(({ range, message }) => `${text.slice(range.start, range.end)}: ${message}`);

describe('a rule file', () => {
  const file = parseRuleFile(`{
    "machineType": "STANDARD",
    "severities": { "unreachable-state": "warning", "task-token": "off" },
    "overrides": [
      { "files": ["drafts/**"], "severities": { "unreachable-state": "hint" } },
      { "files": ["*.express.asl.json"], "machineType": "EXPRESS" },
      { "files": ["orders/*.asl.yaml"], "severities": { "task-token": "error" } }
    ]
  }`);

  it('weighs rules for all definitions, and for some', () => {
    assert.deepEqual(file.problems, []);
    const all = { severities: { 'unreachable-state': 'warning', 'task-token': 'off' }, machineType: 'STANDARD' };
    assert.deepEqual(file.settingsFor('a.asl.json'), all);
    assert.deepEqual(file.settingsFor('drafts/deep/a.asl.json').severities['unreachable-state'], 'hint');
    assert.deepEqual(file.settingsFor('x/fast.express.asl.json').machineType, 'EXPRESS');
    assert.deepEqual(file.settingsFor('orders/a.asl.yaml').severities['task-token'], 'error');
    assert.deepEqual(file.settingsFor('orders/deep/a.asl.yaml'), all);
  });

  it('reports its mistakes where they are, and uses the rest', () => {
    const text = `{
      "severitys": {},
      "severities": { "unreachable-stat": "off", "task-token": "quiet", "label": "off" },
      "machineType": "express",
      "overrides": [{ "severities": {} }, 5]
    }`;
    assert.deepEqual(
      problemsIn(text),
      [
        `"severitys": There is no member 'severitys'. Did you mean 'severities'?`,
        `"express": 'machineType' must be 'STANDARD' or 'EXPRESS'.`,
        `"unreachable-stat": There is no rule 'unreachable-stat'. Did you mean 'unreachable-state'?`,
        `"quiet": The weight of a rule must be 'error', 'warning', 'information', 'hint' or 'off'.`,
        `{: An override needs 'files', a list such as ["orders/**"].`,
        "5: An entry of 'overrides' must be an object.",
      ].sort((a, b) => problemsIn(text).indexOf(a) - problemsIn(text).indexOf(b)),
    );
    assert.deepEqual(parseRuleFile(text).settingsFor('a').severities, { label: 'off' });
  });

  it('may be empty, broken or no object', () => {
    assert.deepEqual(problemsIn('{}'), []);
    assert.equal(problemsIn('[]').length, 1);
    assert.equal(problemsIn('{ "severities": ').length, 1);
  });

  it('has a schema that names every rule', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schemas/rules.schema.json', import.meta.url), 'utf8')) as {
      properties: { severities: { properties: object } };
    };
    assert.deepEqual(
      Object.keys(schema.properties.severities.properties),
      RULES.map(({ code }) => code),
    );
  });
});
