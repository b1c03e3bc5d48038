const { env } = process;
const version = env["INPUT_NODE-VERSION"] ?? "", file = env["INPUT_NODE-VERSION-FILE"] ?? "";
if (!/^\d+(\.\d+){0,2}$/.test(version) && file === "") throw new Error(`"${version}" is no version of Node.js`);
if (env["INPUT_PACKAGE-MANAGER-CACHE"] !== "false") throw new Error("a release is not built from a cache that others write to");
console.log(`Node.js ${process.version} stands in for ${version || file}`);
