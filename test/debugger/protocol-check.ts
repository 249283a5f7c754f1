export function checkMessage(_message: unknown): void {}
