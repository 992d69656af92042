// Makes the TypeScript types of the protocol from its one description, asyncapi.json.
//   node scripts/protocol.mjs          writes src/protocol/
//   import { generated }               gives the same texts, for the test that holds the committed files to them
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DESCRIPTION = new URL('../../src/main/resources/tillmesh/protocol/asyncapi.json', import.meta.url);
const TARGET = new URL('../src/protocol/', import.meta.url);
const HEAD = '// Made from asyncapi.json by scripts/protocol.mjs. Do not edit: change the description and run `npm run protocol`.\n';

/** The types that a message may refer to; what pages of people show stands apart, so that no file grows long. */
const fileOf = name => (name.startsWith('Board') ? 'board' : 'shapes');

function typeOf(schema, used) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop();
    used.add(name);
    return name;
  }
  if (schema['x-usually']) return schema['x-usually'];
  if ('const' in schema) return literal(schema.const);
  if (schema.anyOf) return schema.anyOf.map(one => typeOf(one, used)).join(' | ');
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map(type => typeOf({ ...schema, type }, used)).join(' | ');
  switch (schema.type) {
    case 'string': return 'string';
    case 'integer': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return `readonly ${wrapped(typeOf(schema.items ?? {}, used))}[]`;
    case 'object': return objectType(schema, used);
    case undefined: return 'unknown';
    default: throw new Error(`asyncapi.json has a type that this script does not know: ${schema.type}`);
  }
}

const literal = value => (typeof value === 'string' ? `'${value}'` : String(value));
const wrapped = type => (/[ |{]/.test(type) ? `(${type})` : type);
const comment = (text, indent = '') => (text ? `${indent}/** ${text} */\n` : '');

function objectType(schema, used) {
  if (schema.properties) throw new Error('Give an object with members a name of its own in components.schemas.');
  const any = schema.additionalProperties;
  return `Readonly<Record<string, ${any && any !== true ? typeOf(any, used) : 'unknown'}>>`;
}

function members(schema, used) {
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const said = member.description ? `/** ${member.description} */ ` : '';
    return `  ${said}readonly ${name}${required.has(name) ? '' : '?'}: ${typeOf(member, used)};\n`;
  });
  if (schema.additionalProperties === true) lines.push('  readonly [member: string]: unknown;\n');
  return lines.join('');
}

function declared(name, schema, said, used) {
  return schema.type === 'object' && schema.properties
    ? `${comment(said)}export interface ${name} {\n${members(schema, used)}}\n`
    : `${comment(said)}export type ${name} = ${typeOf(schema, used)};\n`;
}

function imports(used, own) {
  const from = { shapes: [], board: [] };
  for (const name of [...used].sort()) {
    if (fileOf(name) !== own) from[fileOf(name)].push(name);
  }
  return Object.entries(from)
    .filter(([, names]) => names.length > 0)
    .map(([file, names]) => `import type {\n${names.map(name => `  ${name},\n`).join('')}} from './${file}.js';\n`)
    .join('');
}

function file(own, declarations, end = '') {
  const used = new Set();
  const texts = declarations.map(([name, schema, said]) => declared(name, schema, said, used));
  return `${HEAD}${imports(used, own)}\n${texts.join('\n')}${end}`;
}

// Several on a line, so that a list of fifty does not fill a page.
function filled(words, between) {
  const lines = ['  '];
  words.forEach((word, at) => {
    const next = word + (at < words.length - 1 ? between : '');
    if (lines.at(-1).length + next.trimEnd().length > 116) lines.push('  ');
    lines[lines.length - 1] += next;
  });
  return lines.map(line => line.trimEnd()).join('\n');
}

function direction(description, operation, union) {
  const { messages } = description.components;
  const names = description.operations[operation].messages.map(one => one.$ref.split('/').pop());
  const said = description.operations[operation].summary;
  const types = [...new Set(names.map(name => messages[name].name))];
  const end = `\n${comment(said)}export type ${union} =\n${filled(names, ' | ')};\n`
    + `\n/** The types of {@link ${union}}. */\nexport const ${union[0].toLowerCase()}${union.slice(1)}Types = [\n`
    + `${filled(types.map(literal), ', ')},\n] as const;\n`;
  return file(operation, names.map(name => [name, messages[name].payload, messages[name].summary]), end);
}

/** The files of src/protocol that are made, name to text. */
export function generated(description = JSON.parse(readFileSync(DESCRIPTION, 'utf8'))) {
  const shapes = Object.entries(description.components.schemas).map(([name, schema]) => [name, schema, schema.description]);
  const ofFile = own => file(own, shapes.filter(([name]) => fileOf(name) === own));
  return {
    'board.ts': ofFile('board'),
    'shapes.ts': ofFile('shapes'),
    'fromScreen.ts': direction(description, 'fromScreen', 'FromScreen'),
    'fromNode.ts': direction(description, 'fromNode', 'FromNode'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(generated())) writeFileSync(new URL(name, TARGET), text);
}
