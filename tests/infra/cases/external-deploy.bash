# The platform takes a while; then the release answers.
platform '{site: {status: "healthy", version: "v1.0.0", after: 1, becomes: {status: "healthy", version: "v2.0.0"}}}'
deploy
expect passes
expect says "Vercel deploys by itself; whether it has begun, or has refused, cannot be seen from here"
expect says "Vercel runs $B after"
expect record success
