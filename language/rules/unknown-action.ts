/** A service or an action that Step Functions does not know. */
import type { AslDocument, StringNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import type { ServiceCatalog } from '#asl/services/catalog';
import { optimizedServices } from '#asl/services/optimized/index';
import { rangeOf } from '../anchor.ts';
import { notRecognized } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { quotedList } from '../words.ts';

export const unknownAction: MachineRule = {
  code: 'unknown-action',
  severity: 'error',
  local: true,
  perState: true,
  doc: `The service integration does not exist: AWS refuses the definition. A name that is near to an existing one is an error; an action of an AWS API that is merely not in the catalogue is a warning, because AWS may have added it since.

Wrong: \`arn:aws:states:::lambda:invok\`, \`arn:aws:states:::aws-sdk:s3:putObjekt\`. Right: \`arn:aws:states:::lambda:invoke\`, \`arn:aws:states:::aws-sdk:s3:putObject\`.`,
  check(ctx) {
    const found: Finding[] = [];
    const { doc, services } = ctx;
    for (const { node, resource } of callsOf(ctx)) {
      if (resource.kind !== 'optimized' && resource.kind !== 'sdk') continue;
      const { kind, service, action } = resource;
      const mistake = kind === 'sdk' ? sdkMistake(service, action, services) : optimizedMistake(service, action);
      if (mistake) found.push(finding(doc, node, mistake));
    }
    return found;
  },
};

interface Mistake {
  readonly message: string;
  /** True where AWS may know it all the same: people are only warned. What AWS answers is what is known today. */
  readonly isDoubtful?: boolean;
  /** True where AWS takes it most likely, though its pages do not say so. */
  readonly isTaken?: boolean;
  /** What the action, or the service, was most likely meant to be. */
  readonly near?: { readonly written: string; readonly meant: string };
}

function finding(doc: AslDocument, node: StringNode, { message, near, isDoubtful, isTaken }: Mistake): Finding {
  return {
    range: rangeOf(node),
    message,
    ...((isDoubtful || isTaken) && { severity: 'warning' as const }),
    ...(!isTaken && { aws: notRecognized(node) }),
    fixes: () => (near ? [changeTo(doc, node, node.value.replace(near.written, near.meant))] : []),
  };
}

function sdkMistake(service: string, action: string, services: ServiceCatalog): Mistake | undefined {
  if (!service || !action)
    return { message: "An SDK integration is written like 'arn:aws:states:::aws-sdk:s3:getObject'." };
  const entries = services.services();
  if (!entries) return undefined;
  const entry = entries.get(service);
  if (!entry) return unknownSdkService(service, entries);
  if (entry.actions.length === 0 || entry.actions.includes(action)) return undefined;
  if (entry.notOffered.includes(action))
    return { message: `Step Functions does not offer the action '${action}' of ${entry.name}.`, isDoubtful: true };
  const near = nearestName(action, entry.actions);
  const message = `The API of ${entry.name} has no action '${action}' that Step Functions can call.`;
  return {
    message: near ? `${message} Did you mean '${near}'?` : message,
    ...(near ? { near: { written: `:${service}:${action}`, meant: `:${service}:${near}` } } : { isDoubtful: true }),
  };
}

function unknownSdkService(service: string, entries: ReturnType<ServiceCatalog['services']>): Mistake {
  const all = [...(entries?.values() ?? [])];
  const wanted = service.toLowerCase();
  const exact = all.find((entry) => entry.service === wanted || entry.otherNames.includes(wanted));
  const near =
    exact?.service ??
    nearestName(
      service,
      all.map((entry) => entry.service),
    );
  const message = `There is no AWS SDK integration of a service '${service}'.`;
  if (!near) return { message, isDoubtful: true };
  return {
    message: `${message} Did you mean '${near}'?`,
    near: { written: `:aws-sdk:${service}:`, meant: `:aws-sdk:${near}:` },
  };
}

function optimizedMistake(service: string, action: string): Mistake | undefined {
  const known = Object.hasOwn(optimizedServices, service) ? optimizedServices[service] : undefined;
  if (!known) return unknownService(service, action);
  const actions = Object.keys(known.actions);
  if (actions.includes(action)) return undefined;
  const message = `The optimized integration of '${service}' has no action '${action}'.`;
  if (known.unlisted?.includes(action))
    return {
      message: `AWS's pages do not list '${service}:${action}' among the optimized integrations.`,
      isTaken: true,
    };
  const near = nearestName(action, actions);
  if (near) {
    return {
      message: `${message} Did you mean '${near}'?`,
      near: { written: `:${service}:${action}`, meant: `:${service}:${near}` },
    };
  }
  return { message: `${message} It has ${quotedList(actions, 'and')}; other actions are called through 'aws-sdk'.` };
}

function unknownService(service: string, action: string): Mistake {
  const message = `There is no optimized integration of '${service}'.`;
  const near = nearestName(service, Object.keys(optimizedServices));
  if (near) {
    return { message: `${message} Did you mean '${near}'?`, near: { written: `:${service}:`, meant: `:${near}:` } };
  }
  const example = `arn:aws:states:::aws-sdk:${service || 's3'}:${action || 'getObject'}`;
  return { message: `${message} Other services are called like '${example}'.` };
}
