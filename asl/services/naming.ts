/**
 * How Step Functions calls what an AWS API has: its SDK integrations use the names of AWS's SDK for Java 2, its
 * optimized integrations the names of the API with a capital at their start. The script that makes the catalogue and
 * the code that reads it share these rules. Evidence: 366 published service names and recorded results.
 */

/** `DynamoDB` is `DynamoDb`, `FSx` stays, `Database Migration Service` is `DatabaseMigration`: before the dot of its errors. */
export function errorPrefixOf(serviceId: string): string {
  return pascalCase(serviceId)
    .replace(/^(?:Amazon|Aws)(?=.)/, '')
    .replace(/(?<=.)Service$/, '');
}

/** The name of the service in `arn:aws:states:::aws-sdk:<service>:<action>`. */
export const serviceNameOf = (serviceId: string): string => errorPrefixOf(serviceId).toLowerCase();

/** `DescribeDBInstances` is `describeDBInstances`. */
export function actionNameOf(operation: string): string {
  return operation.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (capitals) => capitals.toLowerCase());
}

/** `DBInstanceAlreadyExistsFault` is `DbInstanceAlreadyExistsException`: behind the dot of an SDK integration's error. */
export const exceptionNameOf = (shape: string): string => asException(pascalCase(shape));

/** The same for optimized integrations, which keep capitals as they are: `ENILimitReachedException`. */
export const optimizedExceptionNameOf = (shape: string): string => asException(capitalized(shape));

const asException = (name: string): string =>
  name.endsWith('Exception') ? name : `${name.replace(/Fault$/, '')}Exception`;

/** `DBInstanceIdentifier` is `DbInstanceIdentifier`, `ETag` stays, `equals` is `EqualsValue`. */
export function sdkMemberName(name: string): string {
  const run = /^[A-Z]+/.exec(name)?.[0] ?? '';
  const isFollowed = /[a-z]/.test(name.charAt(run.length));
  const lowered = isFollowed ? Math.max(run.length - 1, 0) : run.length;
  const member = capitalized(name.slice(0, lowered).toLowerCase() + name.slice(lowered));
  return RESERVED_IN_JAVA.has(member.charAt(0).toLowerCase() + member.slice(1)) ? `${member}Value` : member;
}

/** The member of an optimized integration: the API's own name. */
export const optimizedMemberName = (name: string): string => capitalized(name);

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function pascalCase(text: string): string {
  return wordsIn(text)
    .map((word) => capitalized(word.toLowerCase()))
    .join('');
}

/** Words end where the case turns, behind an acronym, behind digits, and before a version. */
function wordsIn(text: string): readonly string[] {
  return text
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .split(WORD_END)
    .flatMap((part) => part.split(' '))
    .filter((word) => word !== '');
}

const WORD_END = new RegExp(
  [
    '(?<=[a-z])(?=[A-Z][A-Za-z0-9])',
    '(?<=[A-Z])(?=[A-Z](?!v[0-9])[a-z])',
    '(?<=[0-9])(?=[A-Za-z])',
    '(?<=[^a-z]{2})(?=v[0-9])',
    '(?<=[^A-Z]{2})(?=V[0-9])',
  ].join('|'),
);

/** Words of Java and methods of all its objects, which a getter must not be named like. */
const RESERVED_IN_JAVA: ReadonlySet<string> = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false
   final finally float for goto if implements import instanceof int interface long native new null package private
   protected public return short static strictfp super switch synchronized this throw throws transient true try void
   volatile while equals hashCode toString getClass notify notifyAll wait clone finalize builder toBuilder`.split(
    /\s+/,
  ),
);
