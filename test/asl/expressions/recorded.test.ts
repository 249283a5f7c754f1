import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { compileJsonataTemplate, compilePathTemplate } from '#asl/expressions';
import { equalJson, isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { jsonataScope, pathScope } from './scope.ts';

/** Single states whose payload AWS has evaluated: recorded executions, and cases that others measured. */
const corpus = new URL('../../../../shared/corpus/', import.meta.url);
const folders = ['histories/cases/intrinsic_functions/', 'measured/cases/'];

const at = (json: Json | undefined, ...keys: string[]): Json | undefined =>
  keys.reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), json);

function stateOf(test: Json): JsonObject | undefined {
  const states = at(test, 'definition', 'States');
  const all = isJsonObject(states) ? Object.values(states) : [at(test, 'state')];
  const [only] = all;
  return all.length === 1 && isJsonObject(only) && only.Type === 'Pass' ? only : undefined;
}

function evaluate(state: JsonObject, test: Json): Json {
  const data = at(test, 'input') ?? {};
  const context = {
    Execution: { Id: 'id', Name: '<name>', Input: data },
    StateMachine: { Id: '<id>', Name: '<name>' },
  };
  const variables = (at(test, 'variables') ?? {}) as JsonObject;
  if (state.Parameters !== undefined)
    return compilePathTemplate(state.Parameters).evaluate(pathScope({ data, context, variables }));
  return compileJsonataTemplate(state.Output ?? null).evaluate(jsonataScope({ data, context, variables }), 'Output');
}

/** Words in angle brackets, and a few bare ones, stand for values of the recording's run. */
const isWildcard = (wanted: Json): boolean =>
  typeof wanted === 'string' && /<\w+(:\d+)?>|^(RandomNumberGenerated|generated-uuid)$/.test(wanted);

function matches(found: Json, wanted: Json): boolean {
  if (isWildcard(wanted)) return true;
  if (isJsonObject(found) && isJsonObject(wanted))
    return (
      equalJson(Object.keys(found).sort(), Object.keys(wanted).sort()) &&
      Object.keys(wanted).every((key) => matches(found[key] as Json, wanted[key] as Json))
    );
  return equalJson(found, wanted);
}

describe('Expressions as AWS has evaluated them', () => {
  if (!existsSync(corpus)) {
    it('the recorded cases are absent: nothing to compare with', () => {});
    return;
  }
  for (const folder of folders) {
    for (const file of readdirSync(new URL(folder, corpus))) {
      const test = parseJson(readFileSync(new URL(folder + file, corpus), 'utf8')).value as Json;
      const state = stateOf(test);
      const isExpression =
        folder.startsWith('histories') || at(test, 'kind') === 'jsonata' || at(test, 'kind') === 'intrinsic';
      if (!state || !isExpression || (state.Parameters === undefined && state.Output === undefined)) continue;
      const status = at(test, 'expected', 'status');
      if (status !== 'SUCCEEDED' && status !== 'FAILED') continue;
      it(file.replace(/\.json$/, ''), () => {
        const output = at(test, 'expected', 'output');
        if (status === 'SUCCEEDED') {
          const found = evaluate(state, test);
          assert.ok(
            output === undefined || matches(found, output),
            `${stringifyJson(found)} instead of ${stringifyJson(output ?? null)}`,
          );
          const order = at(test, 'expected', 'outputKeyOrder');
          if (order !== undefined) assert.deepEqual(Object.keys(found as object), order);
          return;
        }
        assert.throws(
          () => evaluate(state, test),
          (failure: Error & { error: string }) => {
            assert.equal(failure.error, at(test, 'expected', 'error'));
            const bare = (text: Json | undefined) =>
              typeof text === 'string'
                ? text.replace(
                    /^An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. /,
                    '',
                  )
                : undefined;
            const cause = bare(at(test, 'expected', 'cause'));
            if (cause !== undefined) assert.equal(failure.message, cause);
            assert.ok(failure.message.startsWith(bare(at(test, 'expected', 'causePrefix')) ?? ''), failure.message);
            assert.ok(failure.message.includes(bare(at(test, 'expected', 'causeContains')) ?? ''), failure.message);
            return true;
          },
        );
      });
    }
  }
});
