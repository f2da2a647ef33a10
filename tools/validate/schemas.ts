import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject, type SchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Finding } from './finding';
import { describeManifest, type Manifest } from './manifests';
import { CORE, otherKinds } from './other-kinds';
import { mapValues, refuseUnknownFields, type OpenApiSchema } from './strict-schema';

interface OpenApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, OpenApiSchema>> };
}

/**
 * Kubernetes's own OpenAPI schemas, with unknown fields refused. The API server would drop such fields
 * with a warning that nobody reads in CI.
 */
export class KubernetesSchemas {
  private readonly ajv: Ajv;
  private readonly kinds: ReturnType<typeof otherKinds>;
  private readonly others = new Set<string>();
  private readonly documents = new Map<string, OpenApiDocument | undefined>();

  /**
   * @param folder with one OpenAPI v3 document per API group and version, as in Kubernetes's sources
   * @param crds files of CRDs of further kinds
   */
  constructor(
    private readonly folder: string,
    crds: readonly string[] = [],
  ) {
    this.kinds = otherKinds(crds);
    // Not strict about the schemas themselves: `x-kubernetes-*`, `default` and `example` mean nothing to Ajv.
    this.ajv = new Ajv({ allErrors: true, strict: false, logger: false });
    addFormats(this.ajv);
    this.ajv.addFormat('int-or-string', true);
  }

  /** What is wrong with an object. A kind that Kubernetes does not have is wrong, too. */
  validate(manifest: Manifest): Finding[] {
    const object = describeManifest(manifest);
    const schema = this.schemaOf(manifest);
    if (schema === undefined) {
      return [{ object, message: `Kubernetes has no ${manifest.kind} in ${manifest.apiVersion}` }];
    }
    const validate = this.ajv.getSchema(schema);
    if (validate === undefined) {
      throw new Error(`schema ${schema} cannot be compiled`);
    }
    return validate(manifest) ? [] : (validate.errors ?? []).map((error) => finding(object, error));
  }

  private schemaOf({ apiVersion, kind }: Manifest): string | undefined {
    const id = `${apiVersion} ${kind}`;
    const other = this.kinds[id];
    if (other !== undefined) {
      return this.otherSchema(id, other);
    }
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const schemas = this.document(apiVersion)?.components.schemas ?? {};
    const name = Object.keys(schemas).find((key) =>
      schemas[key]?.['x-kubernetes-group-version-kind']?.some(
        (id) => id.group === group && id.version === version && id.kind === kind,
      ),
    );
    return name && `${apiVersion}#/components/schemas/${name}`;
  }

  /** Named so that it is added once. */
  private otherSchema(id: string, schema: SchemaObject): string {
    const name = encodeURIComponent(id);
    if (!this.others.has(id)) {
      this.document(CORE);
      this.ajv.addSchema(schema, name);
      this.others.add(id);
    }
    return name;
  }

  private document(apiVersion: string): OpenApiDocument | undefined {
    if (!this.documents.has(apiVersion)) {
      const document = this.read(apiVersion);
      this.documents.set(apiVersion, document);
      if (document !== undefined) {
        this.ajv.addSchema(document, apiVersion);
      }
    }
    return this.documents.get(apiVersion);
  }

  private read(apiVersion: string): OpenApiDocument | undefined {
    const name = [apiVersion.includes('/') ? 'apis' : 'api', ...apiVersion.split('/')].join('__');
    // The second is how Kubernetes's sources have it.
    const path = [`${name}.json`, `${name}_openapi.json`]
      .map((file) => join(this.folder, file))
      .find(existsSync);
    if (path === undefined) {
      return undefined;
    }
    const { components } = JSON.parse(readFileSync(path, 'utf8')) as OpenApiDocument;
    return { components: { schemas: mapValues(components.schemas, refuseUnknownFields) } };
  }
}

function finding(object: string, { instancePath, keyword, params, message = keyword }: ErrorObject): Finding {
  const field = fieldPath(instancePath);
  const place = field === '' ? {} : { field };
  if (keyword === 'additionalProperties') {
    return { object, ...place, message: `"${String(params.additionalProperty)}" is not a field` };
  }
  return { object, ...place, message };
}

/** `/spec/ports/0/name` as `spec.ports[0].name`. */
function fieldPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}
