/** Spells a path of Express as the gateway does: `:id` becomes `{id}`, an escaped character itself. */
export function toGatewayPath(expressPath: string): string {
  return expressPath.replaceAll(
    /\\(.)|:(\w+)/g,
    (_, escaped: string | undefined, name: string) => escaped ?? `{${name}}`,
  );
}
