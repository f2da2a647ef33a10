/** What else is read of the objects that stand behind a target. Operator: `attachMetadata`. */
export interface AttachMetadata {
  /** Labels and annotations of the node. Grants the right to read all nodes. @default false */
  readonly node?: boolean;
}
