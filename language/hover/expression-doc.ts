/** What a word of an expression stands for, as Markdown. */
import type { AslDocument, ExpressionPlace, Place } from '#asl';
import { findIntrinsic, findJsonataFunction, jsonataSignatureOf, parseJsonata, signatureOf } from '#asl/expressions';
import type { ContextField } from '#asl/spec';
import { contextFieldsAt, type ExpressionWord, statesMemberDoc, wordAround } from '../expression-words.ts';
import { definingScope } from '../symbols.ts';
import { assignedNames } from '../variables/names.ts';
import { code, guideLink, paragraphs } from './field-doc.ts';

export interface WordDoc {
  readonly word: ExpressionWord;
  readonly markdown: string;
}

/** The word under the cursor and what it stands for; undefined where there is nothing to say. */
export function expressionDoc(doc: AslDocument, place: Place, expression: ExpressionPlace): WordDoc | undefined {
  const word = wordAround(expression);
  const markdown = docOf(doc, place, expression, word);
  return markdown === undefined ? undefined : { word, markdown };
}

function docOf(doc: AslDocument, place: Place, expression: ExpressionPlace, word: ExpressionWord): string | undefined {
  const isJsonata = expression.language === 'JSONata';
  switch (word.kind) {
    case 'context':
      return isJsonata ? undefined : contextDoc(word, '$$');
    case 'states':
      return isJsonata ? statesDoc(word) : undefined;
    case 'name':
      return isJsonata ? jsonataName(doc, place, expression, word) : pathName(doc, place, word);
    default:
      return undefined;
  }
}

function contextDoc({ path, word }: ExpressionWord, root: string): string | undefined {
  const field: ContextField | undefined = contextFieldsAt(path).find(({ name }) => name === word);
  if (!field) return undefined;
  const name = [root, ...path, word].join('.');
  return paragraphs(`**${name}** · ${field.type}`, field.doc, guideLink('input-output-contextobject.html'));
}

function statesDoc(word: ExpressionWord): string | undefined {
  const [first, ...rest] = word.path;
  if (first === 'context') return contextDoc({ ...word, path: rest }, '$states.context');
  const text = first === undefined ? statesMemberDoc(word.word) : undefined;
  return text && paragraphs(`**$states.${word.word}**`, text, guideLink('transforming-data.html'));
}

function jsonataName(
  doc: AslDocument,
  place: Place,
  { code: text }: ExpressionPlace,
  { word }: ExpressionWord,
): string | undefined {
  if (word === '$states')
    return paragraphs(
      '**$states**',
      'The data of the state: `input`, `context`, and where they exist `result` and `errorOutput`.',
      guideLink('transforming-data.html'),
    );
  if (!word.startsWith('$')) return undefined;
  const name = word.slice(1);
  if (parseJsonata(text).bindings.some((binding) => binding.name === name))
    return paragraphs(`**$${name}**`, 'Bound inside this expression.');
  const known = findJsonataFunction(name);
  if (!known) return variableDoc(doc, place, name);
  return paragraphs(`**${jsonataSignatureOf(known)}**`, known.doc, `Example: ${code(known.example.expression)}`);
}

function pathName(doc: AslDocument, place: Place, { word }: ExpressionWord): string | undefined {
  if (word === '$') return paragraphs('**$**', 'The data that this field works on.');
  if (word === '$$') return paragraphs('**$$**', 'The context object.', guideLink('input-output-contextobject.html'));
  if (word.startsWith('$')) return variableDoc(doc, place, word.slice(1));
  const row = findIntrinsic(word);
  if (!row) return undefined;
  const params = row.params.map(({ name, doc: text }) => `- \`${name}\`: ${text}`).join('\n');
  const example = row.examples[0] && `Example: ${code(row.examples[0].call)}`;
  return paragraphs(`**${signatureOf(row)}**`, row.doc, params, example, guideLink('intrinsic-functions.html'));
}

/** Where a variable gets its value. */
export function variableDoc(doc: AslDocument, place: Place, name: string): string {
  const all = assignedNames(doc, place.machine);
  const scope = definingScope(all, name, place.scope);
  const own = all.filter((assignment) => assignment.name === name && assignment.scope === scope);
  if (!scope || own.length === 0) return paragraphs(`**$${name}**`, 'A variable that no state assigns here.');
  const lines = own.map(({ state, value }) => {
    const text = value ? doc.text.slice(value.start, Math.min(value.end, value.start + 80)) : '';
    return `- in ${code(state?.name ?? '')}: ${code(text)}`;
  });
  return paragraphs(`**$${name}** · variable`, `Assigned\n${lines.join('\n')}`, guideLink('workflow-variables.html'));
}
