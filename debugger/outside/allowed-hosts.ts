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
