/** The objects that belong to a Task state alone. */
import type { ObjectSpec } from './types.ts';

export const credentialsSpec: ObjectSpec = {
  name: 'Credentials',
  title: 'a Credentials object',
  doc: 'The role that the Task assumes for its call, for example in another account.',
  link: 'concepts-access-cross-acct-resources.html',
  groups: [{ fields: ['RoleArn', 'RoleArn.$'], need: 'exactly-one' }],
  fields: [
    {
      name: 'RoleArn',
      kind: 'text',
      expression: true,
      doc: 'The ARN of the IAM role to assume. In a JSONata state it may be an expression.',
      link: 'concepts-access-cross-acct-resources.html',
    },
    {
      name: 'RoleArn.$',
      kind: 'path',
      only: 'JSONPath',
      intrinsic: true,
      doc: 'A path, variable or intrinsic function that yields the ARN of the IAM role to assume.',
      link: 'concepts-access-cross-acct-resources.html',
    },
  ],
};
