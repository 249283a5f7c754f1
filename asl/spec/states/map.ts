/** The Map state: the same steps for each item of a list. */
import { nextOrEnd, parameters } from '../fields.ts';
import { fieldsWith, workFields } from '../state-fields.ts';
import type { FieldSpec, StateSpec } from '../types.ts';

const LINK = 'state-map.html';
const DISTRIBUTED = 'state-map-distributed.html';

const processor =
  '{\n\t"ProcessorConfig": {\n\t\t"Mode": "INLINE"\n\t},\n\t"StartAt": "${1:Item}",\n\t"States": {\n\t\t"${1:Item}": {\n\t\t\t"Type": "Pass",\n\t\t\t"End": true\n\t\t}\n\t}\n}';

const pathTo = (name: string, what: string): FieldSpec => ({
  name: `${name}Path`,
  kind: 'referencePath',
  only: 'JSONPath',
  doc: `A reference path to ${what}. It may not point into the context object.`,
  link: LINK,
});

export const map: StateSpec = {
  type: 'Map',
  name: 'Map',
  title: 'a Map state',
  doc: 'Runs the same steps once for each item of a list. The result is the array of the outputs, in the order of the items. In distributed mode each item or batch is an execution of its own, and the items may come from Amazon S3.',
  link: LINK,
  groups: [
    nextOrEnd,
    { fields: ['ItemProcessor', 'Iterator'], need: 'exactly-one' },
    { fields: ['ItemSelector', 'Parameters'], need: 'at-most-one' },
    { fields: ['MaxConcurrency', 'MaxConcurrencyPath'], need: 'at-most-one' },
    { fields: ['ToleratedFailureCount', 'ToleratedFailureCountPath'], need: 'at-most-one' },
    { fields: ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'], need: 'at-most-one' },
  ],
  fields: fieldsWith(workFields, [
    {
      name: 'ItemBatcher',
      kind: 'object',
      object: 'ItemBatcher',
      snippet: '{\n\t"MaxItemsPerBatch": ${1:10}\n}',
      doc: 'Hands several items at once to each child execution. Distributed mode only.',
      link: 'input-output-itembatcher.html',
    },
    {
      name: 'ItemProcessor',
      kind: 'scope',
      object: 'Processor',
      snippet: processor,
      doc: 'The steps for one item: a small machine with its own `StartAt` and `States`, and with a `ProcessorConfig` that chooses inline or distributed mode.',
      link: LINK,
    },
    {
      name: 'ItemReader',
      kind: 'object',
      object: 'ItemReader',
      snippet:
        '{\n\t"Resource": "arn:aws:states:::s3:getObject",\n\t"ReaderConfig": {\n\t\t"InputType": "${1:CSV}",\n\t\t"CSVHeaderLocation": "FIRST_ROW"\n\t}$0\n}',
      doc: 'Reads the items from Amazon S3 instead of the state input. Distributed mode only.',
      link: 'input-output-itemreader.html',
    },
    {
      name: 'ItemSelector',
      kind: 'template',
      expression: true,
      doc: 'Builds the input of each iteration. The item is `$$.Map.Item.Value` in JSONPath, `$states.context.Map.Item.Value` in JSONata. Without it the item itself is the input.',
      link: 'input-output-itemselector.html',
    },
    {
      name: 'Items',
      kind: 'template',
      only: 'JSONata',
      expression: true,
      container: true,
      snippet: '"{% \\$states.input.$1 %}"',
      doc: 'The items: a JSON array or object, or a JSONata expression that yields one. Without it the state input must be the array.',
      link: LINK,
    },
    {
      name: 'ItemsPath',
      kind: 'path',
      only: 'JSONPath',
      snippet: '"\\$.$1"',
      default: '`$`: the effective input is the list.',
      doc: 'The path of the array of items in the effective input, in the context object (`$$`) or in a variable.',
      link: 'input-output-itemspath.html',
    },
    {
      name: 'Iterator',
      kind: 'scope',
      object: 'Iterator',
      snippet: processor,
      deprecated: 'Use `ItemProcessor`, which takes the same fields.',
      doc: 'The older name of `ItemProcessor`.',
      link: LINK,
    },
    {
      name: 'Label',
      kind: 'text',
      maxLength: 40,
      doc: 'A short name that becomes part of the ARN of each Map Run, unique in the machine. Distributed mode only; Step Functions makes one up when it is absent.',
      link: DISTRIBUTED,
    },
    {
      name: 'MaxConcurrency',
      kind: 'integer',
      min: 0,
      expression: true,
      default: '0',
      doc: 'How many iterations run at the same time at most. 0 sets no limit but that of the service: 40 inline, 10,000 distributed. With 1 the items run one after the other.',
      link: LINK,
    },
    pathTo('MaxConcurrency', 'the number of iterations that run at the same time at most'),
    {
      ...parameters,
      deprecated: 'Use `ItemSelector`, which takes the same value.',
      doc: 'The older name of `ItemSelector`.',
    },
    {
      name: 'ResultWriter',
      kind: 'object',
      object: 'ResultWriter',
      snippet: '{\n\t"Resource": "arn:aws:states:::s3:putObject"$0\n}',
      doc: 'Stores the results in Amazon S3, or gives them another form. Distributed mode only.',
      link: 'input-output-resultwriter.html',
    },
    {
      name: 'ToleratedFailureCount',
      kind: 'integer',
      min: 0,
      expression: true,
      default: '0',
      doc: 'How many items may fail before the state fails with `States.ExceedToleratedFailureThreshold`. Distributed mode only.',
      link: DISTRIBUTED,
    },
    pathTo('ToleratedFailureCount', 'the number of items that may fail'),
    {
      name: 'ToleratedFailurePercentage',
      kind: 'number',
      min: 0,
      max: 100,
      expression: true,
      default: '0',
      doc: 'What percentage of the items may fail before the state fails with `States.ExceedToleratedFailureThreshold`; fractions are allowed. Distributed mode only.',
      link: DISTRIBUTED,
    },
    pathTo('ToleratedFailurePercentage', 'the percentage of the items that may fail'),
  ]),
  snippet: {
    JSONPath:
      '"${1:Map}": {\n\t"Type": "Map",\n\t"ItemsPath": "\\$.${2:items}",\n\t"ItemProcessor": {\n\t\t"ProcessorConfig": {\n\t\t\t"Mode": "INLINE"\n\t\t},\n\t\t"StartAt": "${3:Item}",\n\t\t"States": {\n\t\t\t"${3:Item}": {\n\t\t\t\t"Type": "Pass",\n\t\t\t\t"End": true\n\t\t\t}\n\t\t}\n\t},\n\t"End": true\n}',
    JSONata:
      '"${1:Map}": {\n\t"Type": "Map",\n\t"Items": "{% \\$states.input.${2:items} %}",\n\t"ItemProcessor": {\n\t\t"ProcessorConfig": {\n\t\t\t"Mode": "INLINE"\n\t\t},\n\t\t"StartAt": "${3:Item}",\n\t\t"States": {\n\t\t\t"${3:Item}": {\n\t\t\t\t"Type": "Pass",\n\t\t\t\t"End": true\n\t\t\t}\n\t\t}\n\t},\n\t"End": true\n}',
  },
};
