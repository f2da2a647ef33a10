import { alert, recordingRule, type AlertingRule, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

/** File systems that someone writes to: images and memory fill up by their nature, or never. */
const FILESYSTEM = 'job="node-exporter",fstype!~"erofs|iso9660|overlay|squashfs|tmpfs"';

/** What nodes do, and what their exporters tell of disks, memory, clocks and networks. */
export const nodeRules: readonly RuleGroup[] = [
  {
    name: 'node-utilisation',
    rules: [
      recordingRule(
        'instance:node_cpu_utilisation:ratio_rate5m',
        promql`
          1 - avg by (instance) (
            sum without (mode) (rate(node_cpu_seconds_total{job="node-exporter",mode=~"idle|iowait|steal"}[5m]))
          )
        `,
      ),
      recordingRule(
        'instance:node_memory_utilisation:ratio',
        promql`
          1 - sum by (instance) (node_memory_MemAvailable_bytes{job="node-exporter"})
            / sum by (instance) (node_memory_MemTotal_bytes{job="node-exporter"})
        `,
      ),
      alert('NodeMemoryExhausted', 'instance:node_memory_utilisation:ratio > 0.95', {
        for: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A node is about to run out of memory.',
          description:
            '{{ $value | humanizePercentage }} of the memory of {{ $labels.instance }} is in use; the kernel kills processes when there is none left.',
        },
      }),
    ],
  },
  {
    name: 'node-filesystems',
    rules: [
      filesystemFills('NodeFilesystemFillsInDay', { hours: 24, below: 0.4, severity: 'warning' }),
      filesystemFills('NodeFilesystemFillsInHours', { hours: 4, below: 0.2, severity: 'critical' }),
      alert(
        'NodeInodesLow',
        promql`
          node_filesystem_files_free{${FILESYSTEM}} / (node_filesystem_files{${FILESYSTEM}} > 0) < 0.05
            and node_filesystem_readonly{${FILESYSTEM}} == 0
        `,
        {
          for: '30m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A file system has hardly any inodes left.',
            description:
              '{{ $value | humanizePercentage }} of the inodes of {{ $labels.mountpoint }} on {{ $labels.instance }} are free. New files fail without them, however much space there is.',
          },
        },
      ),
      alert(
        'NodeFilesystemTurnedReadOnly',
        promql`
          node_filesystem_readonly{${FILESYSTEM}} == 1
            unless min_over_time(node_filesystem_readonly{${FILESYSTEM}}[1d]) == 1
        `,
        {
          for: '5m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'A file system that was writable is read-only.',
            description:
              '{{ $labels.mountpoint }} ({{ $labels.device }}) on {{ $labels.instance }} became read-only within the last day, as the kernel does after an I/O error.',
          },
        },
      ),
    ],
  },
  {
    name: 'node-clocks',
    rules: [
      alert(
        'NodeClockSkewed',
        'abs(avg_over_time(node_timex_offset_seconds{job="node-exporter"}[10m])) > 0.05',
        {
          for: '10m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'The clock of a node is wrong.',
            description:
              'The clock of {{ $labels.instance }} is off by {{ $value | humanizeDuration }} and is not catching up.',
          },
        },
      ),
    ],
  },
  {
    name: 'node-networks',
    rules: [networkErrors('receive'), networkErrors('transmit')],
  },
];

/** Little is left, and at the pace of the last hours that is gone soon. */
function filesystemFills(
  name: string,
  { hours, below, severity }: { hours: number; below: number; severity: string },
): AlertingRule {
  return alert(
    name,
    promql`
      node_filesystem_avail_bytes{${FILESYSTEM}} / node_filesystem_size_bytes{${FILESYSTEM}} < ${below}
        and predict_linear(node_filesystem_avail_bytes{${FILESYSTEM}}[6h], ${hours} * 3600) < 0
        and node_filesystem_readonly{${FILESYSTEM}} == 0
    `,
    {
      for: '30m',
      labels: { severity },
      annotations: {
        summary: `A file system will be full within ${hours} hours.`,
        description: `{{ $value | humanizePercentage }} of {{ $labels.mountpoint }} ({{ $labels.device }}) on {{ $labels.instance }} are free, and fill up within ${hours} hours at the pace of the last six.`,
      },
    },
  );
}

function networkErrors(direction: 'receive' | 'transmit'): AlertingRule {
  return alert(
    direction === 'receive' ? 'NodeNetworkReceiveErrors' : 'NodeNetworkTransmitErrors',
    promql`
      rate(node_network_${direction}_errs_total{job="node-exporter"}[5m])
        / rate(node_network_${direction}_packets_total{job="node-exporter"}[5m])
        > 0.01
    `,
    {
      for: '30m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A network interface fails packets.',
        description: `{{ $value | humanizePercentage }} of the packets that {{ $labels.device }} of {{ $labels.instance }} should ${direction} are errors.`,
      },
    },
  );
}
