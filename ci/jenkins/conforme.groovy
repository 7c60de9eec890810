// Jenkins: a stage for a declarative pipeline, with the plugins junit and warnings-ng. What blocks is the exit code's business:
// a rule that is not met is a failed test, expected now or not, and does not make the build unstable by itself.
pipeline {
    agent any
    environment {
        CONFORME_PACKAGE = 'conforme'
        CONFORME_LANG = 'fr'
    }
    stages {
        stage('conforme') {
            steps {
                sh '''
                    python3 -m venv .conforme
                    .conforme/bin/python -m pip install --quiet --disable-pip-version-check "$CONFORME_PACKAGE"
                    set -- --format text --format junit --output TEST-conforme.xml --format sarif --output conforme.sarif "--lang=$CONFORME_LANG"
                    if [ -n "${CHANGE_TARGET:-}" ]; then set -- "$@" "--since=$(git merge-base HEAD "refs/remotes/origin/$CHANGE_TARGET")"; fi
                    .conforme/bin/conforme check "$@" -- .
                '''
            }
            post {
                always {
                    junit testResults: 'TEST-conforme.xml', skipMarkingBuildUnstable: true, allowEmptyResults: true
                    recordIssues tools: [sarif(pattern: 'conforme.sarif')]
                }
            }
        }
    }
}
