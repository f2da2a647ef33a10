export { alertmanagerDashboard } from './alertmanager';
export { prometheusDashboard } from './prometheus';
