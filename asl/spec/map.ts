/** The objects that configure a distributed Map: where items come from, how they are batched, where results go. */
import type { FieldSpec, ObjectSpec } from './types.ts';

const READER = 'input-output-itemreader.html';
const BATCHER = 'input-output-itembatcher.html';
const WRITER = 'input-output-resultwriter.html';

const s3Call = (what: string, link: string): readonly [FieldSpec, FieldSpec] => [
  {
    name: 'Arguments',
    kind: 'template',
    only: 'JSONata',
    expression: true,
    snippet: '{\n\t"Bucket": "${1:bucket}",\n\t"Key": "${2:key}"\n}',
    doc: what,
    link,
  },
  {
    name: 'Parameters',
    kind: 'template',
    only: 'JSONPath',
    snippet: '{\n\t"Bucket": "${1:bucket}",\n\t"Key": "${2:key}"\n}',
    doc: `${what} A key that ends in \`.$\` takes a path or an intrinsic function.`,
    link,
  },
];

const [readerArguments, readerParameters] = s3Call(
  'The `Bucket` and the `Key` of the file, or the `Bucket` and `Prefix` of the listing.',
  READER,
);
const [writerArguments, writerParameters] = s3Call(
  'The `Bucket` and `Prefix` under which the results are stored.',
  WRITER,
);

export const itemReaderSpec: ObjectSpec = {
  name: 'ItemReader',
  title: 'an ItemReader',
  doc: 'Reads the items of a distributed Map from Amazon S3 instead of the state input.',
  link: READER,
  fields: [
    readerArguments,
    readerParameters,
    {
      name: 'ReaderConfig',
      kind: 'object',
      object: 'ReaderConfig',
      doc: 'The format of the data and how they are read.',
      link: READER,
    },
    {
      name: 'Resource',
      kind: 'resource',
      calls: ['s3:getObject', 's3:listObjectsV2'],
      required: true,
      snippet: '"${1|arn:aws:states:::s3:getObject,arn:aws:states:::s3:listObjectsV2|}"',
      doc: 'The S3 call that yields the items: `arn:aws:states:::s3:getObject` for a file, `arn:aws:states:::s3:listObjectsV2` for a listing of objects.',
      link: READER,
    },
  ],
};

export const readerConfigSpec: ObjectSpec = {
  name: 'ReaderConfig',
  title: 'a ReaderConfig',
  doc: 'The format of the items that an ItemReader reads.',
  link: READER,
  groups: [{ fields: ['MaxItems', 'MaxItemsPath'], need: 'at-most-one' }],
  fields: [
    {
      name: 'CSVDelimiter',
      kind: 'enum',
      values: ['COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'],
      valueDocs: { COMMA: '`,`', PIPE: '`|`', SEMICOLON: '`;`', SPACE: 'A blank.', TAB: 'A tab.' },
      default: 'COMMA',
      when: { field: 'InputType', values: ['CSV', 'MANIFEST'] },
      doc: 'The character between two columns of a CSV file.',
      link: READER,
    },
    {
      name: 'CSVHeaderLocation',
      kind: 'enum',
      values: ['FIRST_ROW', 'GIVEN'],
      valueDocs: {
        FIRST_ROW: 'The first line of the file holds the names of the columns.',
        GIVEN: '`CSVHeaders` holds the names of the columns; the first line is already data.',
      },
      when: { field: 'InputType', values: ['CSV', 'MANIFEST'] },
      requiredWhen: { field: 'InputType', values: ['CSV'] },
      doc: 'Where the names of the columns of a CSV file stand; such a file needs it.',
      link: READER,
    },
    {
      name: 'CSVHeaders',
      kind: 'strings',
      when: { field: 'CSVHeaderLocation', values: ['GIVEN'] },
      requiredWhen: { field: 'CSVHeaderLocation', values: ['GIVEN'] },
      doc: 'The names of the columns, in their order. Needed when `CSVHeaderLocation` is `GIVEN`. Never evaluated.',
      link: READER,
    },
    {
      name: 'InputType',
      kind: 'enum',
      values: ['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'],
      valueDocs: {
        CSV: 'A text file with a delimiter; each line is an item, an object by column name.',
        JSON: 'A file that holds one JSON array, or an object whose array `ItemsPointer` names.',
        JSONL: 'A file with one JSON value a line.',
        PARQUET: 'A Parquet file; each row is an item.',
        MANIFEST: 'A list of data files, as Athena or S3 Inventory write it.',
      },
      requiredWhen: { field: 'Transformation', values: ['LOAD_AND_FLATTEN'] },
      doc: 'The format of the file. With `listObjectsV2` only where `Transformation` is `LOAD_AND_FLATTEN`, and needed there.',
      link: READER,
    },
    {
      name: 'ItemsPointer',
      kind: 'text',
      expression: true,
      when: { field: 'InputType', values: ['JSON'] },
      doc: 'A JSON Pointer (`/orders/items`) to the array inside a JSON file.',
      link: READER,
    },
    {
      name: 'ManifestType',
      kind: 'enum',
      values: ['ATHENA_DATA', 'S3_INVENTORY'],
      valueDocs: {
        ATHENA_DATA: 'The manifest that an Athena UNLOAD writes; `InputType` names the format of its data files.',
        S3_INVENTORY: 'The manifest of an S3 Inventory report; without `InputType`.',
      },
      doc: 'What wrote the manifest that the `Key` names.',
      link: READER,
    },
    {
      name: 'MaxItems',
      kind: 'integer',
      min: 0,
      max: 100_000_000,
      expression: true,
      default: 'All items.',
      doc: 'How many items are read at most. 0 reads all.',
      link: READER,
    },
    {
      name: 'MaxItemsPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of items that are read at most.',
      link: READER,
    },
    {
      name: 'Transformation',
      kind: 'enum',
      values: ['NONE', 'LOAD_AND_FLATTEN'],
      valueDocs: {
        NONE: 'Each listed object is an item, described by its metadata.',
        LOAD_AND_FLATTEN: 'The content of each listed object is read and its items are processed.',
      },
      default: 'NONE',
      doc: 'Whether the items of `listObjectsV2` are the listed objects or what they contain.',
      link: READER,
    },
  ],
};

export const itemBatcherSpec: ObjectSpec = {
  name: 'ItemBatcher',
  title: 'an ItemBatcher',
  doc: 'Groups items, so that one child execution gets `{"Items": […]}` with several of them. At least one of the two limits is needed.',
  link: BATCHER,
  groups: [
    { fields: ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'], need: 'at-most-one' },
    { fields: ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'], need: 'at-most-one' },
    {
      fields: ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
      need: 'at-least-one',
    },
  ],
  fields: [
    {
      name: 'BatchInput',
      kind: 'template',
      expression: true,
      doc: 'Data that every batch gets beside its items, as `BatchInput`.',
      link: BATCHER,
    },
    {
      name: 'MaxInputBytesPerBatch',
      kind: 'integer',
      min: 0,
      max: 262_144,
      expression: true,
      doc: 'How many bytes the input of a batch has at most.',
      link: BATCHER,
    },
    {
      name: 'MaxInputBytesPerBatchPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of bytes that the input of a batch has at most.',
      link: BATCHER,
    },
    {
      name: 'MaxItemsPerBatch',
      kind: 'integer',
      min: 0,
      expression: true,
      doc: 'How many items a batch has at most.',
      link: BATCHER,
    },
    {
      name: 'MaxItemsPerBatchPath',
      kind: 'referencePath',
      only: 'JSONPath',
      doc: 'A reference path to the number of items that a batch has at most.',
      link: BATCHER,
    },
  ],
};

export const resultWriterSpec: ObjectSpec = {
  name: 'ResultWriter',
  title: 'a ResultWriter',
  doc: 'Stores the results of a distributed Map in Amazon S3, or gives them another form. It may not be empty.',
  link: WRITER,
  groups: [{ fields: ['Resource', 'WriterConfig'], need: 'at-least-one' }],
  fields: [
    { ...writerArguments, snippet: '{\n\t"Bucket": "${1:bucket}",\n\t"Prefix": "${2:prefix}"\n}' },
    { ...writerParameters, snippet: '{\n\t"Bucket": "${1:bucket}",\n\t"Prefix": "${2:prefix}"\n}' },
    {
      name: 'Resource',
      kind: 'resource',
      calls: ['s3:putObject'],
      snippet: '"arn:aws:states:::s3:putObject"',
      doc: 'The call that stores the results: `arn:aws:states:::s3:putObject`.',
      link: WRITER,
    },
    {
      name: 'WriterConfig',
      kind: 'object',
      object: 'WriterConfig',
      doc: 'The form of the results.',
      link: WRITER,
    },
  ],
};

export const writerConfigSpec: ObjectSpec = {
  name: 'WriterConfig',
  title: 'a WriterConfig',
  doc: 'The form in which a ResultWriter gives the results.',
  link: WRITER,
  fields: [
    {
      name: 'OutputType',
      kind: 'enum',
      values: ['JSON', 'JSONL'],
      valueDocs: { JSON: 'One JSON array.', JSONL: 'One JSON value a line.' },
      default: 'JSON',
      doc: 'The format of the stored files.',
      link: WRITER,
    },
    {
      name: 'Transformation',
      kind: 'enum',
      values: ['NONE', 'COMPACT', 'FLATTEN'],
      valueDocs: {
        NONE: 'Output of the child executions with their metadata.',
        COMPACT: 'The output of each child execution, one entry each.',
        FLATTEN: 'The outputs, with arrays among them dissolved into one flat array.',
      },
      doc: 'How the outputs of the child executions are put together.',
      link: WRITER,
    },
  ],
};
