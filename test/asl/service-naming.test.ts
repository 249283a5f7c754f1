/** The names of AWS's SDK for Java, which Step Functions uses: by rule, and against AWS's published list. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  actionNameOf,
  errorPrefixOf,
  exceptionNameOf,
  optimizedExceptionNameOf,
  optimizedMemberName,
  sdkMemberName,
  serviceNameOf,
} from '#asl/services/naming';
import { SERVICES } from '../services.ts';

describe('names of services', () => {
  const rows: readonly (readonly [string, (name: string) => string, readonly (readonly [string, string])[]])[] = [
    [
      'the error prefix',
      errorPrefixOf,
      [
        ['DynamoDB', 'DynamoDb'],
        ['FSx', 'FSx'],
        ['WAFV2', 'Wafv2'],
        ['b2bi', 'B2Bi'],
        ['SESv2', 'SesV2'],
        ['SFN', 'Sfn'],
        ['Database Migration Service', 'DatabaseMigration'],
        ['AppConfigData', 'AppConfigData'],
        ['S3 Control', 'S3Control'],
      ],
    ],
    ['the service', serviceNameOf, [['Cognito Identity Provider', 'cognitoidentityprovider']]],
    [
      'an action',
      actionNameOf,
      [
        ['DescribeDBInstances', 'describeDBInstances'],
        ['ListObjectsV2', 'listObjectsV2'],
        ['PutItem', 'putItem'],
      ],
    ],
    [
      'a member of an SDK integration',
      sdkMemberName,
      [
        ['DBInstanceIdentifier', 'DbInstanceIdentifier'],
        ['ACL', 'Acl'],
        ['SSEKMSKeyId', 'SsekmsKeyId'],
        ['ETag', 'ETag'],
        ['MD5OfMessageBody', 'Md5OfMessageBody'],
        ['ChecksumCRC32', 'ChecksumCRC32'],
        ['stateMachineArn', 'StateMachineArn'],
        ['equals', 'EqualsValue'],
        ['Return', 'ReturnValue'],
        ['package', 'PackageValue'],
      ],
    ],
    [
      'a member of an optimized integration',
      optimizedMemberName,
      [
        ['MD5OfMessageBody', 'MD5OfMessageBody'],
        ['jobName', 'JobName'],
      ],
    ],
    [
      'an error of an SDK integration',
      exceptionNameOf,
      [
        ['DBInstanceAlreadyExistsFault', 'DbInstanceAlreadyExistsException'],
        ['NoSuchKey', 'NoSuchKeyException'],
        ['ConditionalCheckFailedException', 'ConditionalCheckFailedException'],
      ],
    ],
    [
      'an error of an optimized one',
      optimizedExceptionNameOf,
      [['ENILimitReachedException', 'ENILimitReachedException']],
    ],
  ];
  for (const [what, name, examples] of rows)
    for (const [from, to] of examples) it(`${what}: ${from} is ${to}`, () => assert.equal(name(from), to));

  const published = new URL('../../../shared/facts/aws-sdk-prefixes.txt', import.meta.url);
  if (!existsSync(published)) {
    it('as AWS publishes them are not on this machine: ../shared/facts/aws-sdk-prefixes.txt');
    return;
  }

  it('are those that AWS publishes, all of them', () => {
    const prefixes = readFileSync(published, 'utf8').split(/\s+/).filter(Boolean);
    const entries = SERVICES.services();
    const wrong = prefixes.filter((prefix) => entries?.get(prefix.toLowerCase())?.prefix !== prefix);
    assert.ok(prefixes.length > 360);
    assert.deepEqual(wrong, []);
  });
});
