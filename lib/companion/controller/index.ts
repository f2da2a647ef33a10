export { CopyKeeper, type Keeping } from './copy-keeper';
export { runController, type ControllerSetting } from './controller';
export { FolderStore } from './folder-store';
export { Health } from './health';
export { Metrics, type MetricSources } from './metrics';
export { Reporter, type Meter, type RecordEvent, type ReportTargets } from './reporter';
