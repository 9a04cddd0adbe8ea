import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importStrength, pathParts, prepareImport } from '../../../src/engine/graph/imports.ts';

function strength(module: string, from: string, to: string, names: readonly string[] = []) {
  const parts = pathParts(from);
  return importStrength(prepareImport({ module, names, line: 1 }, parts), parts, pathParts(to));
}
const leads = (module: string, from: string, to: string, names?: readonly string[]) =>
  assert.ok(strength(module, from, to, names) >= 0.5, `${strength(module, from, to, names)}`);
const misses = (module: string, from: string, to: string, names?: readonly string[]) =>
  assert.ok(strength(module, from, to, names) < 0.5, `${strength(module, from, to, names)}`);

test('a relative path', () => leads('./b', 'src/a.ts', 'src/b.ts'));
test('one that spells the ending', () => leads('./b.js', 'src/a.ts', 'src/b.ts'));
test('not its test', () => misses('./b', 'src/a.ts', 'src/b.test.ts'));
test('upwards', () => leads('../x/b', 'src/y/a.ts', 'src/x/b.tsx'));
test('to a folder', () => leads('./b', 'src/a.ts', 'src/b/index.ts'));
test('out of the workspace', () => misses('../../b', 'src/a.ts', 'b.ts'));
test('Python, relative', () => leads('..core.io', 'pkg/sub/a.py', 'pkg/core/io.py'));
test('Python, relative, a module by name', () => leads('.', 'pkg/a.py', 'pkg/b.py', ['b']));
test('Python, absolute', () => leads('pkg.core.io', 'x.py', 'src/pkg/core/io.py'));
test('Python, a package', () => leads('pkg.core', 'x.py', 'pkg/core/__init__.py'));
test('Python, a module by name', () => leads('pkg.core', 'x.py', 'pkg/core/io.py', ['io']));
test('Go, a package', () => leads('"github.com/gin-gonic/gin/binding"', 'gin.go', 'binding/json.go'));
test('Go, a standard package', () => misses('"net/url"', 'gin.go', 'path/url_test.go'));
test('Rust', () => leads('crate::net::tcp', 'src/lib.rs', 'src/net/tcp.rs', ['TcpStream']));
test('Rust, a folder', () => leads('crate::net::tcp', 'src/lib.rs', 'src/net/tcp/mod.rs'));
test('Java', () => leads('com.acme.net.Client', 'A.java', 'src/main/java/com/acme/net/Client.java'));
test('Java, a package', () => leads('com.acme.net.*', 'A.java', 'src/main/java/com/acme/net/Client.java'));
test('another class of another package', () => misses('com.acme.net.Client', 'A.java', 'src/main/java/com/acme/io/Server.java'));
test('Elixir', () => leads('Phoenix.ChannelTest', 'a.ex', 'lib/phoenix/channel_test.ex'));
test('PHP', () => leads('Illuminate\\Support\\Str', 'a.php', 'src/Illuminate/Support/Str.php'));
test('a C header', () => leads('<linux/slab.h>', 'mm/a.c', 'include/linux/slab.h'));
test('beside the file', () => leads('"slab.h"', 'mm/a.c', 'mm/slab.h'));
test('its implementation beside it', () => leads('"slab.h"', 'mm/a.c', 'mm/slab.c'));
test('not a file of the same folder', () => misses('"slab.h"', 'mm/a.c', 'mm/page.c'));
