/** Signature help: the parameters as parts of the label where the client can mark them. */
import { MarkupKind, type SignatureHelp, type SignatureHelpParams } from 'vscode-languageserver';
import { signatureHelp } from '#language';
import { fromLspPosition } from '../convert.ts';
import type { Request } from '../routes.ts';

export function signatureHelpAnswer(request: Request<SignatureHelpParams>): SignatureHelp | null {
  const { asl, text, params, client } = request;
  const found = signatureHelp(asl, fromLspPosition(text, params.position));
  if (!found) return null;
  const can = client().textDocument?.signatureHelp?.signatureInformation;
  const kind = can?.documentationFormat?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
  const { label, parameters, doc, active } = found;
  // A number behind the last parameter marks none of them.
  const activeParameter = active ?? parameters.length;
  return {
    signatures: [
      {
        label,
        ...(doc !== undefined && { documentation: { kind, value: doc } }),
        parameters: parameters.map((one) => ({
          label: can?.parameterInformation?.labelOffsetSupport ? [one.start, one.end] : label.slice(one.start, one.end),
          ...(one.doc !== undefined && { documentation: { kind, value: one.doc } }),
        })),
        activeParameter,
      },
    ],
    activeSignature: 0,
    activeParameter,
  };
}
