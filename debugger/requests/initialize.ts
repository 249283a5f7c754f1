/** `initialize`: what the client can do, and what the adapter can. Capabilities come from the handlers themselves. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { FILTERS, type FilterName } from '../breakpoints/breakpoint-table.ts';
import { request } from './request.ts';

const LABELS: Readonly<Record<FilterName, { readonly label: string; readonly description: string }>> = {
  raised: {
    label: 'Raised errors',
    description: 'Stops at every error of a state, before Retry and Catch are looked at.',
  },
  retried: { label: 'Retried errors', description: 'Stops at errors that Retry is going to try again.' },
  caught: { label: 'Caught errors', description: 'Stops at errors that a Catch takes.' },
  uncaught: { label: 'Uncaught errors', description: 'Stops at errors that end the execution.' },
};

const EXCEPTION_FILTERS: DebugProtocol.ExceptionBreakpointsFilter[] = FILTERS.map((filter) => ({
  filter,
  ...LABELS[filter],
  default: filter === 'uncaught',
  supportsCondition: true,
  conditionDescription: 'Names of errors, with * for any text, for example: States.Timeout, Payment*',
}));

export const initialize = request({
  command: 'initialize',
  capabilities: { supportsANSIStyling: true },
  run(session, args) {
    session.client = {
      lineBase: args.linesStartAt1 === false ? 0 : 1,
      columnBase: args.columnsStartAt1 === false ? 0 : 1,
      answersTasks: args.clientID === 'vscode',
      supportsProgress: args.supportsProgressReporting === true,
      supportsStyles: args.supportsANSIStyling === true,
      supportsInvalidated: args.supportsInvalidatedEvent === true,
      startsDebugging: args.supportsStartDebuggingRequest === true,
    };
    return {
      ...session.capabilities,
      exceptionBreakpointFilters: EXCEPTION_FILTERS,
      // A run that is not the client's goes on without it, unless it says otherwise.
      ...(session.offered && { supportTerminateDebuggee: true }),
    };
  },
});
