/**
 * Shapes of a service as its API names them, and as Step Functions does: `aws-sdk` integrations rename members by the
 * rule of AWS's SDK for Java, optimized ones only begin them with a capital.
 */
import type { ResultShape, Shape } from './result-shape.ts';

/** A file of `shapes/results`. */
export interface ServiceShapes {
  /** The name of the output's shape by action; empty where there is no output. */
  readonly actions: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The shape of an action's result; undefined where the service does not have the action. */
export function resultShapeIn(service: ServiceShapes, action: string, isSdk: boolean): ResultShape | undefined {
  const name = Object.hasOwn(service.actions, action) ? service.actions[action] : undefined;
  if (!name) return undefined;
  const rename = isSdk ? sdkMemberName : capitalized;
  // The optimized integration parses what a function returns (recorded).
  const isFunction = !isSdk && action === 'invoke';
  const shapeOf = (wanted: string): Shape | undefined => {
    const shape = Object.hasOwn(service.shapes, wanted) ? service.shapes[wanted] : undefined;
    return shape && renamed(shape, rename, isFunction);
  };
  return { shape: { type: 'ref', name }, shapeOf };
}

function renamed(shape: Shape, rename: (name: string) => string, isFunction: boolean): Shape {
  if (shape.type !== 'structure') return shape;
  const members = Object.entries(shape.members).map(([name, member]): [string, Shape] => [
    rename(name),
    isFunction && name === 'Payload' ? { type: 'any' } : member,
  ]);
  return { ...shape, required: (shape.required ?? []).map(rename), members: Object.fromEntries(members) };
}

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `DBInstanceIdentifier` is `DbInstanceIdentifier`, `ETag` stays. */
export function sdkMemberName(name: string): string {
  const run = /^[A-Z]+/.exec(name)?.[0] ?? '';
  const isFollowed = /[a-z]/.test(name.charAt(run.length));
  const lowered = isFollowed ? run.length - 1 : run.length;
  return capitalized(name.slice(0, lowered).toLowerCase() + name.slice(lowered));
}
