/**
 * Values that somebody else fills in before the definition reaches AWS: `${Name}` and CloudFormation functions, and
 * the marks that other template tools use. Nothing is known of such a value, so no rule judges it.
 */
import { hasPlaceholder, isHole, type SyntaxNode } from '#asl';

/**
 * `{{name}}` (Jinja, Handlebars), `<%= name %>`, `%NAME%`, `__NAME__` and `_name_`, `@NAME@`, `[[name]]`, `<NAME>`, `<<NAME>>`:
 * whole values only, so that no real text is meant.
 */
const MARK = /^(?:\{\{.+\}\}|<%.+%>|<[^<>]+>|<<[^<>]+>>|\[\[.+\]\]|%%?\w+%%?|_+[A-Za-z]\w*_+|@@?\w+@@?)$/s;

/** True where the text, or a part of it, is filled in later. */
export function isFilledInLater(text: string): boolean {
  return hasPlaceholder(text) || isMark(text);
}

/** Asked of every text: only one that begins like a mark is worth a pattern. */
function isMark(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x7b: // {
    case 0x25: // %
    case 0x5f: // _
    case 0x40: // @
    case 0x3c: // <
    case 0x5b: // [
      return MARK.test(text);
    default:
      return false;
  }
}

/** True where the value as a whole is filled in later: not even its type is known. */
export function isUnknownValue(node: SyntaxNode | undefined): boolean {
  return isHole(node) || (node?.kind === 'string' && isMark(node.value));
}

/** True where the key stands for members that are not known here: a YAML merge, a CloudFormation function, a placeholder. */
export function isUnknownKey(key: string): boolean {
  return key === '<<' || key.startsWith('Fn::') || hasPlaceholder(key);
}
