/** JSONata in mock files: `$states.input` is what the task gets, `$states.context` where it is. */
import { compileJsonataTemplate, type JsonataScope } from '#asl/expressions';
import type { Json, JsonObject } from '#asl/json';
import type { TaskRequest } from '../snapshot.ts';
import { mapIndexOf } from './iteration.ts';

/** An expression in a mock file may not hold up the execution. */
const BUDGET = { maxSteps: 1_000_000 };

/** JSON in which texts `{% … %}` are expressions. Throws an `EvaluationError`. */
export function evaluateForTask(template: Json, request: TaskRequest, field: string): Json {
  return compileJsonataTemplate(template).evaluate(scopeOf(request), field, BUDGET);
}

function scopeOf(request: TaskRequest): JsonataScope {
  let seed = request.id + 1;
  return {
    states: { input: request.input, context: contextOf(request) },
    variable: () => undefined,
    // The same task gets the same numbers, whenever it is answered.
    random: () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed / 2 ** 32;
    },
    timestamp: 0,
  };
}

function contextOf(request: TaskRequest): JsonObject {
  const { stateName, attempt, token } = request;
  const index = mapIndexOf(request);
  return {
    State: { Name: stateName, RetryCount: attempt },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(index !== undefined && { Map: { Item: { Index: index } } }),
  };
}
