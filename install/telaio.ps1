# Starts telaio on Windows: finds a JDK, builds what is missing or old, then hands over to Java
# (telaio.install.Main). It does what the sh script `telaio` beside it does elsewhere.
$ErrorActionPreference = 'Stop'

$needed = 25
$italian = "$env:TELAIO_LANG$((Get-Culture).Name)" -like 'it*'

function Say($it, $en) { [Console]::Error.WriteLine($(if ($italian) { $it } else { $en })) }
function Fail($it, $en) { Say "telaio: $it" "telaio: $en"; exit 1 }

$root = Split-Path -Parent $PSScriptRoot
$isClone = Test-Path (Join-Path $root 'pom.xml')
if ($isClone) {
    $telaioHome = Join-Path $root 'install\target\telaio'
    $state = Join-Path $root '.telaio'
} else {
    $telaioHome = $root
    $state = Join-Path $env:LOCALAPPDATA 'telaio'
}
$lib = Join-Path $telaioHome 'lib'
New-Item -ItemType Directory -Force $state | Out-Null

# ---- the JDK -------------------------------------------------------------------------------------

# Reads the JDK's `release` file: starting java takes longer than everything else here.
function Test-Jdk($candidate) {
    if (-not $candidate -or -not (Test-Path "$candidate\bin\java.exe")) { return $false }
    if (-not (Test-Path "$candidate\release")) { return $false }
    $release = Get-Content "$candidate\release" -Raw
    if ($release -notmatch 'JAVA_VERSION="(\d+)' -or [int]$Matches[1] -lt $needed) { return $false }
    return $release -notmatch 'MODULES=' -or $release -match 'jdk\.jshell'
}

function Get-Candidates {
    $env:JAVA_HOME
    $java = Get-Command java.exe -ErrorAction SilentlyContinue
    if ($java) { Split-Path -Parent (Split-Path -Parent $java.Source) }
    foreach ($vendor in 'JavaSoft\JDK', 'Eclipse Adoptium\JDK', 'Eclipse Foundation\JDK', 'Microsoft\JDK', 'Azul Systems\Zulu') {
        foreach ($key in Get-ChildItem "HKLM:\SOFTWARE\$vendor" -Recurse -ErrorAction SilentlyContinue) {
            $key.GetValue('JavaHome'); $key.GetValue('Path'); $key.GetValue('InstallationPath')
        }
    }
    foreach ($place in "$env:ProgramFiles\Java\*", "$env:ProgramFiles\Eclipse Adoptium\*", "$env:ProgramFiles\Microsoft\jdk*",
        "$env:ProgramFiles\Zulu\*", "$env:ProgramFiles\Amazon Corretto\*", "$HOME\.jdks\*", "$HOME\.jbang\cache\jdks\*",
        "$HOME\scoop\apps\*jdk*\current", "$HOME\.sdkman\candidates\java\*") {
        Get-Item $place -ErrorAction SilentlyContinue | Sort-Object Name -Descending | ForEach-Object FullName
    }
}

if ($env:TELAIO_JAVA_HOME) {
    $jdk = $env:TELAIO_JAVA_HOME
    if (-not (Test-Jdk $jdk)) {
        Fail "TELAIO_JAVA_HOME=$jdk non è un JDK $needed o successivo con il modulo jdk.jshell." `
            "TELAIO_JAVA_HOME=$jdk is not a JDK $needed or later with the module jdk.jshell."
    }
} else {
    $jdk = Get-Candidates | Where-Object { Test-Jdk $_ } | Select-Object -First 1
    if (-not $jdk) {
        Fail "serve un JDK $needed o successivo (con jdk.jshell) e non ne trovo uno. winget install EclipseAdoptium.Temurin.$needed.JDK" `
            "a JDK $needed or later (with jdk.jshell) is needed and none was found. winget install EclipseAdoptium.Temurin.$needed.JDK"
    }
}

# ---- the build and the start-up caches -----------------------------------------------------------

function Invoke-Java($arguments) {
    $classPath = (Get-Content "$lib\classpath" | Where-Object { $_ } | ForEach-Object { "$lib\$_" }) -join ';'
    & "$jdk\bin\java.exe" '-XX:+UseSerialGC' '-XX:TieredStopAtLevel=1' '-XX:-UsePerfData' "-XX:AOTCache=$lib\kernel.aot" '-Xlog:disable' `
        '-Dstdout.encoding=UTF-8' '-Dstderr.encoding=UTF-8' '--enable-native-access=ALL-UNNAMED' `
        '--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED' `
        '--add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED' `
        '--add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED' `
        "-Dtelaio.home=$telaioHome" "-Dtelaio.clone=$root" "-Dtelaio.state=$state" -cp $classPath telaio.install.Main @arguments
}

function Test-Old {
    $stamp = Join-Path $telaioHome 'built'
    if (-not (Test-Path $stamp) -or -not (Test-Path "$lib\classpath")) { return $true }
    $built = (Get-Item $stamp).LastWriteTime
    $sources = Get-ChildItem "$root\pom.xml", "$root\kernel", "$root\install" -Recurse -File |
        Where-Object { $_.FullName -notmatch '\\(target|test|benchmarks)\\' -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\main\\') }
    return [bool]($sources | Where-Object { $_.LastWriteTime -gt $built } | Select-Object -First 1)
}

if ($isClone -and (Test-Old)) {
    if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) {
        Fail 'serve Maven (mvn) e non è nel PATH.' 'Maven (mvn) is needed and is not on PATH.'
    }
    Say "Compilo Telaio (la prima volta qualche minuto). Dettagli in $state\build.log" "Building Telaio (some minutes the first time). Details in $state\build.log"
    $begun = Get-Date
    Remove-Item -Recurse -Force $lib, "$telaioHome\built" -ErrorAction SilentlyContinue
    $env:JAVA_HOME = $jdk
    Push-Location $root
    & mvn -B -pl install -am '-Dmaven.test.skip=true' '-Dspotless.check.skip=true' package *> "$state\build.log"
    $failed = $LASTEXITCODE -ne 0
    Pop-Location
    if ($failed) {
        Get-Content "$state\build.log" -Tail 30 | ForEach-Object { [Console]::Error.WriteLine($_) }
        Fail 'la compilazione non è riuscita.' 'the build failed.'
    }
    (New-Item -ItemType File -Force "$telaioHome\built").LastWriteTime = $begun
}

$trainedFor = "$jdk`n" + (Get-Content "$jdk\release" -Raw)
$trained = Join-Path $lib 'trained'
if (-not (Test-Path $trained) -or (Get-Content $trained -Raw) -ne $trainedFor) {
    Say 'Preparo le cache di avvio per questo JDK (una volta, qualche secondo).' 'Preparing the start-up caches for this JDK (once, some seconds).'
    Invoke-Java @('train') *> "$state\train.log"
    try { Set-Content -NoNewline $trained $trainedFor } catch { Say "($trained non si può scrivere)" "($trained cannot be written)" }
}

Invoke-Java $args
exit $LASTEXITCODE
