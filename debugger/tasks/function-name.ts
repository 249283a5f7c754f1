/** Names of Lambda functions as tasks and launch configurations write them. */

/** `charge` for `arn:aws:lambda:…:function:charge:live`, `charge:live` and `charge`. */
export function functionNameOf(text: string): string {
  const [, ofArn] = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(text) ?? [];
  return ofArn ?? text.replace(/:[^:]*$/, '');
}
