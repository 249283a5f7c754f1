/** Names of Lambda functions as tasks and launch configurations write them. */

/**
 * `charge` for `arn:aws:lambda:…:function:charge:live`, `123456789012:function:charge`, `charge:live` and `charge`; of a
 * template also for `${charge}` and `${charge.Arn}`.
 */
export function functionNameOf(text: string): string {
  // The colons of `${AWS::Region}` are none of the ARN.
  const plain = text.replace(/\$\{AWS::(\w+)\}/g, '$1');
  const [, ofArn] = /^(?:arn:[^:]*:lambda:[^:]*:)?[^:]*:function:([^:]+)/.exec(plain) ?? [];
  const name = ofArn ?? plain.replace(/:[^:]*$/, '');
  const [, reference] = /^\$\{([^{}]+?)(?:\.Arn)?\}$/.exec(name) ?? [];
  return reference ?? name;
}
