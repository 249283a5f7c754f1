/** Resources of a Task, an ItemReader or a ResultWriter: the service integrations, and ARNs to fill in. */
import type { State } from '#asl';
import { optimizedIntegrations } from '#asl/services/optimized';
import { type CompletionItem, filterFor } from './item.ts';
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
  const integrations = Object.entries(optimizedIntegrations).flatMap(([service, actions]) =>
    Object.entries(actions).flatMap(([action, { patterns }]) =>
      ['', ...patterns].map((pattern) =>
        textItem(spot, {
          name: `arn:aws:states:::${service}:${action}${pattern}`,
          doc: PATTERN_DOCS[pattern],
          rank: service === 'lambda' ? 0 : 1,
          kind: 'resource',
        }),
      ),
    ),
  );
  return [...integrations, ...TEMPLATES.map(({ label, snippet, text }) => templateItem(spot, label, snippet, text))];
}

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
