/** The examples that the documentation of the rules shows: the wrong one has the mistake, the right one has none. */
import assert from 'node:assert/strict';
import { formatOf, parseAsl } from '#asl';
import { serviceCatalog } from '#asl/services/catalog';
import { type Diagnostic, diagnose, type MachineType, RULE_EXAMPLES, RULES } from '#language';
import { readServiceFile } from '../services.ts';

/** What no small definition shows. */
const WITHOUT = ['definition-size'];
const services = serviceCatalog(readServiceFile);

async function judged(text: string, machineType?: MachineType): Promise<readonly Diagnostic[]> {
  const doc = parseAsl(`${text}\n`, formatOf(text));
  await services.loadFor(doc);
  return diagnose(doc, { services, machineType });
}

describe('the example of a rule', () => {
  for (const { code } of RULES) {
    const example = RULE_EXAMPLES[code];
    const machineType = code === 'express-machine' ? 'EXPRESS' : undefined;
    if (!example) continue;

    it(`${code}: what is wrong has this mistake and no other`, async () => {
      const codes = (await judged(example.wrong, machineType)).map((found) => found.code);
      assert.deepEqual([...new Set(codes)], [code]);
    });

    it(`${code}: what is right has none`, async () => {
      const found = await judged(example.right, machineType);
      assert.deepEqual(
        found.map(({ code: other, message }) => `${other}: ${message}`),
        [],
      );
    });
  }

  it('is there for every rule, in the order of the codes', () => {
    assert.deepEqual(
      RULES.map(({ code }) => code).filter((code) => !WITHOUT.includes(code)),
      Object.keys(RULE_EXAMPLES),
    );
  });
});
