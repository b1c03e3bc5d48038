# A reason opens nothing in a workflow.
export API_KEY=k BREAK_GLASS=please
deploy prod
expect refuses "RECORD is empty"
