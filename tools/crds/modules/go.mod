// Modules of which nothing is built: only their CRDs are read, see ../upstream.mjs.
module cdk8s-prometheus/crds

go 1.24
