/** Which addresses may be asked: those of this machine, and what the user has named in a setting. */

/** The name of the machine; empty where there is none, or where the address also holds a user, which hides it from people. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return '';
  return hostname.replace(/\.$/, '');
}

/** `localhost`, `127.…` and `[::1]`; a name that only resolves to one of them is none. */
export function isLoopback(url: string): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** True where the host is named in the list, by itself or as `*.example.com`, which stands for all hosts below it. */
export function isAllowedHost(url: string, allowed: readonly string[]): boolean {
  const host = hostOf(url);
  if (host === '') return false;
  return allowed.some((one) => {
    const name = one.trim().toLowerCase().replace(/\.$/, '');
    if (name.startsWith('*.')) return name.length > 2 && host.endsWith(name.slice(1)) && host.length >= name.length;
    return name === host;
  });
}

/** What is wrong with an address that nobody may be asked at. It is not told itself: it may hold a password. */
export function addressProblem(url: string): string | undefined {
  if (hostOf(url) !== '') return undefined;
  return 'its address has to begin with http:// or https:// and a host, without a user before it.';
}

/** The reason why an address may not be asked, for people; undefined where it may. */
export function hostRefusal(url: string, allowed: readonly string[], remedy: string): string | undefined {
  if (isLoopback(url) || isAllowedHost(url, allowed)) return undefined;
  const text = `${hostOf(url)} is neither this machine nor among the hosts of ${remedy}.`;
  return addressProblem(url) ?? text;
}

/** Addresses that stand for others: what begins with the first goes to the second. */
export type MappedAddresses = readonly (readonly [from: string, to: string])[];

/** Where a request to an address goes, or why it does not, in words that follow a colon. */
export function sendingAddress(
  host: { refusal(url: string): string | undefined },
  original: string,
  endpoints: MappedAddresses,
): { readonly url: string } | { readonly refused: string } {
  const url = mapped(original, endpoints);
  // AWS sends to https addresses only; on this machine, and where the user has named another address, it need not be one.
  const isPlain = url === original && /^http:/i.test(url) && !isLoopback(url);
  const refused = isPlain
    ? `HTTP Task sends to https addresses only, not to ${new URL(url).origin}.`
    : host.refusal(url);
  return refused === undefined ? { url } : { refused };
}

/** The address with its beginning replaced; the longest beginning counts. */
function mapped(url: string, endpoints: MappedAddresses): string {
  const fits = ([from]: readonly [string, string]): boolean =>
    url.startsWith(from) && /^(?:[/?]|$)/.test(url.slice(from.length));
  const [best] = endpoints.filter(fits).sort(([a], [b]) => b.length - a.length);
  return best ? best[1] + url.slice(best[0].length) : url;
}
