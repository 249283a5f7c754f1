/**
 * Writes services/: what every AWS API takes and gives back, by the names that Step Functions knows it by, made from
 * the models that AWS publishes with botocore (Apache-2.0). What the files look like is in services/README.md.
 *
 *     node --import tsx scripts/make-service-catalog.mjs <newest botocore> [<older botocore> …]
 *
 * Each argument is a python3-botocore package of Debian, unpacked (`dpkg-deb -x <package> <folder>`), with the package
 * beside it, so that its version and checksum are recorded: the newest from sid; an older one (trixie) for the services
 * that AWS has dropped since, which definitions still name. `apt-get download python3-botocore` gets them, snapshot.debian.org
 * keeps them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actionNameOf, errorPrefixOf, serviceNameOf } from '../asl/services/naming.ts';
import { docsOf } from './service-catalog/docs.mjs';
import { inlined } from './service-catalog/inline.mjs';
import { mergedModel } from './service-catalog/models.mjs';
import { IMITATED, TypeTable } from './service-catalog/types.mjs';
import { isOffered } from './service-catalog/unsupported.mjs';

const target = join(dirname(fileURLToPath(import.meta.url)), '../services');

const packages = process.argv.slice(2);
if (packages.length === 0) throw new Error('Name the folder of an unpacked python3-botocore package.');

for (const folder of ['models', 'docs']) {
  rmSync(join(target, folder), { recursive: true, force: true });
  mkdirSync(join(target, folder), { recursive: true });
}

const index = {};
const sources = [];
for (const [age, folder] of packages.entries()) {
  const data = dataOf(folder);
  const taken = [];
  for (const { name } of readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const model = mergedModel(join(data, name));
    const service = serviceNameOf(model.metadata.serviceId);
    // Two folders may hold one service (pinpoint-sms-voice and sms-voice), and what is newer comes first.
    if (index[service]) continue;
    const older = packages.slice(age + 1).map((other) => join(dataOf(other), name));
    const newer = { older: older.filter(existsSync).map(mergedModel)[0], since: dateOf(data) };
    index[service] = [...writeService(service, model, newer, age === 0), ...otherNames(service, name, model)];
    taken.push(service);
  }
  sources.push(sourceOf(folder, taken.length));
}
// AWS's list of services has them, no model of theirs is published any more: their actions are not known.
for (const serviceId of ['Elastic Inference', 'Honeycode'])
  index[serviceNameOf(serviceId)] ??= [errorPrefixOf(serviceId), `Amazon ${serviceId}`, ''];

// A name that another service goes by says nothing.
for (const row of Object.values(index)) {
  const others = row[3]?.split(' ').filter((name) => !index[name]) ?? [];
  row.length = others.length > 0 ? 4 : 3;
  if (others.length > 0) row[3] = others.join(' ');
}
writeLines(join(target, 'index.json'), sorted(index));
writeFileSync(join(target, 'source.json'), `${JSON.stringify(sources, undefined, 2)}\n`);
console.log(`${Object.keys(index).length} services`);

/** Writes the two files of a service and gives its row of the index: error prefix, name, actions; what else it is called follows. */
function writeService(service, model, { older, since }, isDescribed) {
  const { metadata, operations } = model;
  const types = new TypeTable(service, model, older);
  const errors = [];
  const actions = {};
  const notOffered = [];
  for (const [operation, { input, output, errors: raised = [] }] of Object.entries(operations).sort()) {
    if (!isOffered(service, operation, model)) {
      notOffered.push(`-${actionNameOf(operation)}`);
      continue;
    }
    const indexes = raised.map(({ shape }) => indexIn(errors, shape));
    const given = types.of(output?.shape, 'output');
    actions[actionNameOf(operation)] = [types.of(input?.shape, 'input'), given, indexes.sort((a, b) => a - b)];
  }
  const prefix = errorPrefixOf(metadata.serviceId);
  const name = metadata.serviceAbbreviation ?? metadata.serviceFullName;
  const head = { name: metadata.serviceFullName, prefix, version: metadata.apiVersion, errors };
  if (types.former.size > 0) head.former = { until: since, limits: Object.fromEntries(types.former) };
  if (service === IMITATED) {
    head.names = Object.fromEntries(types.shapeNames);
    head.orders = Object.fromEntries([...types.orders].filter(([row]) => types.depths.has(row)));
  }
  writeFileSync(join(target, 'models', `${service}.json`), fileText(head, { actions: inlined(actions, types.list) }));
  // Nobody writes new calls of what AWS has dropped.
  const docs = isDescribed ? docsOf(service, model, types, actions) : { actions: {}, members: {} };
  writeFileSync(join(target, 'docs', `${service}.json`), fileText({}, docs));
  return [prefix, name, [...Object.keys(actions), ...notOffered].join(' ')];
}

/** What AWS's tools and ARNs call the service, where that is something else. */
function otherNames(service, folder, { metadata: { endpointPrefix, signingName } }) {
  const names = [folder, endpointPrefix, signingName].filter((name) => name && !name.includes('.') && name !== service);
  return names.length > 0 ? [[...new Set(names)].join(' ')] : [];
}

function indexIn(list, value) {
  const at = list.indexOf(value);
  return at >= 0 ? at : list.push(value) - 1;
}

function dataOf(folder) {
  return join(folder, 'usr/lib/python3/dist-packages/botocore/data');
}

/** The day on which AWS has published the models. */
function dateOf(data) {
  return statSync(join(data, 'endpoints.json')).mtime.toISOString().slice(0, 10);
}

function sourceOf(folder, services) {
  const file = readdirSync(dirname(folder)).find((name) => name.endsWith('.deb') && name.includes(versionIn(folder)));
  if (!file) throw new Error(`The package of ${folder} is not beside it.`);
  const sha256 = createHash('sha256')
    .update(readFileSync(join(dirname(folder), file)))
    .digest('hex');
  return { package: basename(file), sha256, services };
}

function versionIn(folder) {
  const site = join(folder, 'usr/lib/python3/dist-packages');
  const found = readdirSync(site).map((name) => /^botocore-([\d.]+)\.(?:egg|dist)-info$/.exec(name)?.[1]);
  return found.find(Boolean) ?? '';
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line for each service, so that a new version shows what has changed. */
function writeLines(file, rows) {
  const lines = Object.entries(rows).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}

/** JSON with one line for each action and type. */
function fileText(head, tables) {
  const parts = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  for (const [name, table] of Object.entries(tables)) {
    const lines = Array.isArray(table)
      ? table.map((row) => JSON.stringify(row))
      : Object.entries(table).map(([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`);
    const [open, close] = Array.isArray(table) ? ['[', ']'] : ['{', '}'];
    parts.push(`${JSON.stringify(name)}:${open}\n${lines.join(',\n')}${close}`);
  }
  return `{${parts.join(',\n')}}\n`;
}
