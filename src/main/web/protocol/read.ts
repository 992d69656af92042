/** A schema, as far as this page reads one. */
export interface Schema {
  readonly $ref?: string; readonly description?: string; readonly type?: string | readonly string[]; readonly const?: unknown;
  readonly enum?: readonly unknown[]; readonly anyOf?: readonly Schema[]; readonly items?: Schema; readonly pattern?: string;
  readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly maximum?: number;
  readonly minItems?: number; readonly maxItems?: number; readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>; readonly additionalProperties?: Schema | boolean; readonly 'x-usually'?: string;
}
/** One member of an object, ready to be shown. */
export interface Field { readonly name: string; readonly form: string; readonly part: string | undefined; readonly always: boolean; readonly about: string }
/** One thing that is described: a message, a part that messages share, or a path. */
export interface Entry {
  readonly id: string; readonly name: string; readonly called: string; readonly about: string; readonly marks: readonly string[];
  readonly fields: readonly Field[]; readonly form: string; readonly examples: readonly { name: string; text: string }[];
  readonly answers: readonly string[]; readonly replies: readonly { status: string; about: string; part: string | undefined }[];
}
/** Entries under one heading. */
export interface Section { readonly id: string; readonly title: string; readonly entries: readonly Entry[] }

interface Message { name: string; title: string; summary: string; tags: readonly { name: string }[]; payload: Schema; examples?: readonly { name: string; payload: unknown }[]; 'x-answers'?: readonly string[] }
interface Reply { description: string; content?: Record<string, { schema: Schema }> }
interface Deed { summary: string; tags?: readonly string[]; security?: unknown; parameters?: readonly { name: string; description?: string; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }; responses: Record<string, Reply>; 'x-only-with'?: string }
/** asyncapi.json, as far as this page reads it. */
export interface Talk { operations: Record<string, { summary: string; messages: readonly { $ref: string }[] }>; components: { messages: Record<string, Message>; schemas: Record<string, Schema> } }
/** openapi.json, as far as this page reads it. */
export interface Paths { paths: Record<string, Record<string, Deed>>; components: { schemas: Record<string, Schema> } }

const last = (reference: string): string => reference.split('/').at(-1)!;
const range = (low: number | undefined, high: number | undefined, of: string): string =>
  low === undefined && high === undefined ? '' : high === undefined ? ` from ${low}${of}` : low === undefined ? ` up to ${high}${of}` : ` ${low} to ${high}${of}`;

/** What a value may be, in words; what `$ref` names is left to a link. */
export function form(schema: Schema): string {
  if (schema.$ref) return last(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map(form).join(' or ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(one => JSON.stringify(one)).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.map(type => form({ ...schema, type })).join(' or ');
  switch (schema.type) {
    case 'string': return 'text' + range(schema.minLength, schema.maxLength, ' characters') + (schema.pattern ? ` like ${schema.pattern}` : '');
    case 'integer': return 'whole number' + (Math.abs(schema.maximum ?? 0) > 2 ** 53 ? (schema.minimum === 0 ? ' from 0' : '') : range(schema.minimum, schema.maximum, ''));
    case 'boolean': return 'true or false';
    case 'array': return 'list of ' + (schema.items && Object.keys(schema.items).length ? form(schema.items) : 'anything') + range(schema.minItems, schema.maxItems, '');
    case 'object': return typeof schema.additionalProperties === 'object' ? `object of ${form(schema.additionalProperties)}` : 'object';
    default: return schema['x-usually'] ? `usually ${schema['x-usually']}` : typeof schema.type === 'string' ? schema.type : 'anything';
  }
}

const partOf = (schema: Schema): string | undefined => {
  const reference = schema.$ref ?? schema.anyOf?.[0]?.$ref ?? schema.items?.$ref ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties.$ref : undefined);
  return reference && last(reference);
};

/** The members of an object. */
export const fields = (schema: Schema): Field[] => Object.entries(schema.properties ?? {}).map(([name, member]) => ({
  name, form: form(member), part: partOf(member), always: schema.required?.includes(name) ?? false, about: member.description ?? '',
}));

// A golden frame holds 1e400, which no browser can: it shall not be shown as something else.
const pretty = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => one === Infinity ? '1e400' : one, 2);
const plain = { called: '', answers: [], replies: [], examples: [], marks: [], form: '' } as const;

/** What screens and the node say, by direction, and the parts of it. */
export function talk(described: Talk): Section[] {
  const { messages, schemas } = described.components;
  const entry = (name: string): Entry => {
    const message = messages[name]!;
    return { ...plain, id: name, name: message.name, called: name, about: message.summary, marks: message.tags.map(tag => tag.name), fields: fields(message.payload),
      examples: (message.examples ?? []).map(one => ({ name: one.name, text: pretty(one.payload) })), answers: message['x-answers'] ?? [] };
  };
  const direction = (id: string, title: string): Section => ({ id, title, entries: described.operations[id]!.messages.map(one => entry(last(one.$ref))) });
  return [direction('fromScreen', 'From a screen'), direction('fromNode', 'From the node'),
    { id: 'parts', title: 'Parts of messages', entries: parts(schemas, '') }];
}

const parts = (schemas: Record<string, Schema>, before: string): Entry[] => Object.entries(schemas).map(([name, schema]) =>
  ({ ...plain, id: before + name, name, about: schema.description ?? '', fields: fields(schema), form: schema.properties ? '' : form(schema) }));

/** What the node answers over HTTP, and the parts of it. */
export function paths(described: Paths): Section[] {
  const entries = Object.entries(described.paths).flatMap(([path, deeds]) => Object.entries(deeds).map(([method, deed]): Entry => {
    const body = deed.requestBody && Object.values(deed.requestBody.content)[0];
    return { ...plain, id: `${method} ${path}`, name: `${method.toUpperCase()} ${path}`, about: deed.summary,
      marks: [...(deed.tags ?? []), ...(deed['x-only-with'] ? [`only with ${deed['x-only-with']}`] : [])],
      fields: [...(body ? fields(body.schema) : []), ...(deed.parameters ?? []).map(one => ({ name: '?' + one.name, form: form(one.schema), part: undefined, always: false, about: one.description ?? '' }))],
      examples: body?.example === undefined ? [] : [{ name: 'body', text: pretty(body.example) }],
      replies: Object.entries(deed.responses).map(([status, reply]) => {
        const schema = Object.values(reply.content ?? {})[0]?.schema;
        return { status, about: reply.description + (schema && !partOf(schema) && schema.properties ? ` { ${Object.keys(schema.properties).join(', ')} }` : ''), part: schema && partOf(schema) && 'http.' + partOf(schema) };
      }) };
  }));
  return [{ id: 'paths', title: 'Over HTTP', entries }, { id: 'answers', title: 'Parts of answers', entries: parts(described.components.schemas, 'http.').map(inHttp) }];
}

const inHttp = (entry: Entry): Entry => ({ ...entry, fields: entry.fields.map(one => ({ ...one, part: one.part && 'http.' + one.part })) });

/** What of all that holds each word that was typed; a name that begins so comes with its section. */
export function found(sections: readonly Section[], typed: string): Section[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = (entry: Entry): string => [entry.name, entry.id, entry.about, entry.form, ...entry.marks, ...entry.fields.flatMap(one => [one.name, one.about, one.form])].join(' ').toLowerCase();
  return sections.map(section => ({ ...section, entries: section.entries.filter(entry => { const all = text(entry); return words.every(word => all.includes(word)); }) }))
    .filter(section => section.entries.length > 0);
}
