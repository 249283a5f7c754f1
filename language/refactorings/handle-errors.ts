/** Adds a Retry or a Catch to a state that has none, with what is commonly meant. */
import { propertyOf, type State, stringOf } from '#asl';
import { parseResource } from '#asl/services/resource';
import { findField, stateSpecs } from '#asl/spec';
import { insertProperty, insertState } from '../edits/edits.ts';
import { freeName, type Refactoring, type Selected, sound } from './refactoring.ts';

export function handleErrors(selected: Selected): Refactoring[] {
  const [state] = selected.states;
  if (!state || selected.states.length > 1 || !state.type) return [];
  const canRetry = findField(stateSpecs[state.type], 'Retry') && !propertyOf(state.node, 'Retry');
  const canCatch = findField(stateSpecs[state.type], 'Catch') && !propertyOf(state.node, 'Catch');
  return [...(canRetry ? [addRetry(selected, state)] : []), ...(canCatch ? addCatch(selected, state) : [])];
}

/** What Lambda may fail with without fault of the function: AWS advises to retry these. */
const LAMBDA_ERRORS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

function addRetry({ doc }: Selected, state: State): Refactoring {
  const resource = parseResource(stringOf(state.node, 'Resource') ?? '');
  const isLambda = resource.kind === 'lambda' || ('service' in resource && resource.service === 'lambda');
  const errors = state.type === 'Task' ? (isLambda ? LAMBDA_ERRORS : ['States.TaskFailed']) : ['States.ALL'];
  const retrier = {
    ErrorEquals: errors,
    IntervalSeconds: 1,
    MaxAttempts: 3,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  };
  return {
    title: `Add Retry to '${state.name}'`,
    kind: 'refactor.rewrite',
    edits: () => sound(doc, insertProperty(doc, state.node, 'Retry', JSON.stringify([retrier]), behind(state))),
  };
}

/** So many states are offered as target. */
const MOST_TARGETS = 8;

/** One for each state that could handle the error, those that end the machine first, and one with a new state. */
function addCatch({ doc, machine }: Selected, state: State): Refactoring[] {
  const others = state.scope.states.filter((other) => other !== state);
  const ends = others.filter(({ type }) => type === 'Fail');
  const targets = [...ends, ...others.filter(({ type }) => type !== 'Fail')].slice(0, MOST_TARGETS);
  const catcher = (target: string): string =>
    JSON.stringify([
      {
        ErrorEquals: ['States.ALL'],
        ...(state.queryLanguage === 'JSONPath' && { ResultPath: '$.error' }),
        Next: target,
      },
    ]);
  const fresh = freeName(machine, `${state.name} failed`);
  const add = (target: string) => insertProperty(doc, state.node, 'Catch', catcher(target), behind(state));
  return [
    ...targets.map(
      ({ name }): Refactoring => ({
        title: `Add Catch to '${state.name}' that goes to '${name}'`,
        kind: 'refactor.rewrite',
        edits: () => sound(doc, add(name)),
      }),
    ),
    {
      title: `Add Catch to '${state.name}' with a new Fail state`,
      kind: 'refactor.rewrite',
      edits: () => {
        const fail = JSON.stringify({ Type: 'Fail', Error: 'Failed', Cause: `${state.name} has failed.` });
        return sound(doc, [...add(fresh), ...insertState(doc, state.scope, fresh, fail, state.property)]);
      },
    },
  ];
}

/** Behind the last member that does not say where the state leads: transitions stand last. */
function behind({ node }: State) {
  const members = node.properties.filter(({ key }) => key.value !== 'Next' && key.value !== 'End');
  return members.at(-1) ?? node.properties.at(-1);
}
