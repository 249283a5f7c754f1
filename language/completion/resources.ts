/**
 * Resources of a Task, an ItemReader or a ResultWriter: the optimized integrations with their patterns, the services
 * of the AWS SDK, then the actions of one of them, and ARNs to fill in. A list of all 20,000 actions would help nobody.
 */
import type { State } from '#asl';
import type { ServiceEntry } from '#asl/services/catalog';
import { optimizedServices } from '#asl/services/optimized/index';
import { type CompletionItem, escapeSnippet, filterFor } from './item.ts';
import { type Spot, textItem, valueEdit } from './spot.ts';

/** What may do the work of the state. */
export function resources(spot: Spot, state: State | undefined): CompletionItem[] {
  const { place } = spot;
  if (place.field?.object.name === 'ItemReader')
    return ['arn:aws:states:::s3:getObject', 'arn:aws:states:::s3:listObjectsV2'].map((name) =>
      textItem(spot, { name, kind: 'resource' }),
    );
  if (place.field?.object.name === 'ResultWriter')
    return [textItem(spot, { name: 'arn:aws:states:::s3:putObject', kind: 'resource' })];
  if (state && state.type !== 'Task') return [];
  const begun = /^(arn:[\w-]+:states:[^:]*:[^:]*:aws-sdk:)([^:]*)(?::(.*))?$/.exec(typedText(spot));
  const entries = spot.services.services();
  if (begun && entries) {
    const [, prefix = '', service = '', action] = begun;
    const entry = entries.get(service);
    return action !== undefined && entry ? sdkActions(spot, prefix, entry, action) : sdkServices(spot, prefix, entries);
  }
  return [
    ...optimized(spot),
    ...(entries ? sdkServices(spot, SDK_PREFIX, entries) : []),
    ...TEMPLATES.map(({ label, snippet, text }) => templateItem(spot, label, snippet, text)),
  ];
}

const SDK_PREFIX = 'arn:aws:states:::aws-sdk:';

/** What stands before the cursor in the string. */
function typedText({ doc, place, range }: Spot): string {
  return doc.text.slice(range.start, place.offset).replace(/^["']/, '');
}

function optimized(spot: Spot): CompletionItem[] {
  return Object.entries(optimizedServices).flatMap(([service, { name: serviceName, actions }]) =>
    Object.entries(actions).flatMap(([action, { patterns, api }]) =>
      ['', ...patterns].map((pattern) => {
        const item = textItem(spot, {
          name: `arn:aws:states:::${service}:${action}${pattern}`,
          detail: serviceName,
          doc: PATTERN_DOCS[pattern],
          rank: service === 'lambda' ? 0 : 1,
          kind: 'resource',
        });
        const [apiService, apiAction] = api?.split(':') ?? [];
        return apiService && apiAction ? { ...item, docPlace: { service: apiService, action: apiAction } } : item;
      }),
    ),
  );
}

function sdkServices(spot: Spot, prefix: string, entries: ReadonlyMap<string, ServiceEntry>): CompletionItem[] {
  return [...entries.values()].map(({ service, name, actions, otherNames }) => {
    const item = textItem(spot, {
      name: `${prefix}${service}:`,
      detail: `${name}, ${actions.length} actions`,
      rank: 2,
      kind: 'resource',
    });
    // Who looks for `logs` or `cognito-idp` finds the service by that name too.
    const filterText = filterFor(spot.doc, spot.range, [`${prefix}${service}:`, ...otherNames].join(' '));
    const newText = withCursorInside(item.newText);
    return { ...item, newText, isSnippet: true, label: shortLabel(`${service}:`), filterText, retrigger: true };
  });
}

/** The action is typed, or chosen, before the quote that closes the string. */
const withCursorInside = (text: string): string => escapeSnippet(text).replace(/["']?,?$/, '$$0$&');

function sdkActions(spot: Spot, prefix: string, entry: ServiceEntry, typed: string): CompletionItem[] {
  const { service, name, actions } = entry;
  const complete = actions.filter((action) => typed === action || typed.startsWith(`${action}.`));
  const item = (action: string, pattern: string): CompletionItem => ({
    ...textItem(spot, {
      name: `${prefix}${service}:${action}${pattern}`,
      detail: name,
      doc: pattern && PATTERN_DOCS[pattern],
      rank: pattern ? 1 : 0,
      kind: 'resource',
    }),
    label: shortLabel(`${service}:${action}${pattern}`),
    docPlace: { service, action },
  });
  return [...actions.map((action) => item(action, '')), ...complete.map((action) => item(action, '.waitForTaskToken'))];
}

/** What all of them begin with would leave no room for what tells them apart. */
const shortLabel = (call: string): string => `aws-sdk:${call}`;

const PATTERN_DOCS: Readonly<Record<string, string>> = {
  '': 'Calls the service and goes on with its answer.',
  '.sync': 'Calls the service and waits until the job has ended.',
  '.sync:2': 'Calls the service and waits until the job has ended; its input and output come as JSON.',
  '.waitForTaskToken': 'Calls the service and waits until somebody answers with the task token (`$$.Task.Token`).',
};

const TEMPLATES = [
  {
    label: 'arn:aws:lambda:… (function)',
    snippet: '"arn:aws:lambda:${1:region}:${2:account}:function:${3:name}"',
    text: 'A Lambda function, called directly. Its result is not wrapped in `Payload`.',
  },
  {
    label: 'arn:aws:states:… (activity)',
    snippet: '"arn:aws:states:${1:region}:${2:account}:activity:${3:name}"',
    text: 'An activity: a worker of your own polls for the task.',
  },
  {
    label: 'arn:aws:states:::aws-sdk:… (any AWS API)',
    snippet: '"arn:aws:states:::aws-sdk:${1:service}:${2:action}"',
    text: 'Any action of any AWS service, by its SDK name.',
  },
] as const;

function templateItem(spot: Spot, label: string, snippet: string, text: string): CompletionItem {
  return {
    label,
    kind: 'resource',
    doc: text,
    ...valueEdit(spot, snippet),
    isSnippet: true,
    filterText: filterFor(spot.doc, spot.range, label),
    sortText: `9${label}`,
  };
}
