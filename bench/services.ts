/**
 * How long the catalogue of services keeps an editor waiting: the index, one service, its lines of documentation, each
 * read from the disk and parsed, beside all of them at once. Of every service each file is loaded several times; what
 * counts is its lower quartile, of which the median service and the one at 95 % are told.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serviceCatalog } from '#asl/services/catalog';
import { serviceFilesNear } from '#services';
import { lowerQuartile } from './measure.ts';
import { rowOf, type Tell } from './report.ts';

export async function services(tell: Tell, root: string, rounds: number): Promise<void> {
  const read = serviceFilesNear(root);
  const names = readdirSync(join(root, 'services/models')).map((name) => name.replace(/\.json$/, ''));
  const loadModel = async (service: string): Promise<void> => {
    const catalog = serviceCatalog(read);
    await catalog.loadModels([service]);
    const model = catalog.model(service, 'sdk');
    const [first = ''] = model?.actions ?? [];
    if (!model?.action(first)) throw new Error(`${service} was not loaded.`);
  };
  const all = await quickest(rounds, async () => {
    const catalog = serviceCatalog(read);
    await catalog.loadIndex();
    await catalog.loadModels(names);
    if (catalog.services()?.size !== names.length + 2) throw new Error('The index was not loaded.');
  });
  const toldBeside = (name: string, milliseconds: number): void =>
    tell(rowOf(`services, ${name}`, milliseconds, all, `all ${names.length} services at once`, 'ms'));
  toldBeside('the index', await quickest(rounds, () => loadIndex(read)));
  const models: number[] = [];
  const docs: number[] = [];
  for (const name of names) {
    models.push(await quickest(rounds, () => loadModel(name)));
    docs.push(await quickest(rounds, () => serviceCatalog(read).loadDocs(name)));
  }
  toldBeside('a model, median', quantile(models, 0.5));
  toldBeside('a model, 95 %', quantile(models, 0.95));
  toldBeside('the largest model', Math.max(...models));
  toldBeside('lines of documentation, median', quantile(docs, 0.5));
  toldBeside('lines of documentation, 95 %', quantile(docs, 0.95));
}

async function loadIndex(read: ReturnType<typeof serviceFilesNear>): Promise<void> {
  const catalog = serviceCatalog(read);
  await catalog.loadIndex();
  if (!catalog.services()?.has('s3')) throw new Error('The index was not loaded.');
}

async function quickest(rounds: number, load: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    await load();
    times.push(performance.now() - begin);
  }
  return lowerQuartile(times);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(part * sorted.length), sorted.length - 1)] ?? Number.NaN;
}
