export API_KEY=k
deploy prod
expect refuses "RECORD is empty: the workflow has to set it before prod is changed"
expect ran ""
