/**
 * A handler that calls AWS's API, if only to answer a task token on this machine, has to sign: Lambda gives it a region and
 * keys. Where the machine knows nothing of AWS, they are those of nobody. What it does know is left alone.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the SDKs look for keys besides the two variables. */
const OTHER_SOURCES = [
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** The variables that are missing; `hasFiles`: the user has a configuration of AWS in the home folder. */
export function signingDefaults(env: Environment, hasFiles = hasConfiguration()): Readonly<Record<string, string>> {
  if (hasFiles || OTHER_SOURCES.some((name) => env[name])) return {};
  return {
    ...(env.AWS_REGION || env.AWS_DEFAULT_REGION ? {} : { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-east-1' }),
    ...(env.AWS_ACCESS_KEY_ID ? {} : { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }),
  };
}

const hasConfiguration = (): boolean =>
  ['config', 'credentials'].some((name) => existsSync(join(homedir(), '.aws', name)));
