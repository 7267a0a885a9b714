# Starts telaio on Windows: finds a JDK, builds what is missing or old, then hands over to Java
# (telaio.install.Main). It does what the sh script `telaio` beside it does elsewhere.
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8

$needed = 25
$language = $(if ($env:TELAIO_LANG) { $env:TELAIO_LANG } else { (Get-Culture).Name })
$italian = $language -like 'it*'

function Say($it, $en) { [Console]::Error.WriteLine($(if ($italian) { $it } else { $en })) }
function Fail($it, $en) { Say "telaio: $it" "telaio: $en"; exit 1 }

$root = Split-Path -Parent $PSScriptRoot
$isClone = Test-Path (Join-Path $root 'pom.xml')
if ($isClone) {
    $telaioHome = Join-Path $root 'install\target\telaio'
    $state = Join-Path $root '.telaio'
    $texts = Join-Path $root 'install\src\main\distribution'
} else {
    $telaioHome = $root
    $state = Join-Path $env:LOCALAPPDATA 'telaio'
    $texts = Join-Path $root 'lib'
}
$lib = Join-Path $telaioHome 'lib'

# ---- the command ---------------------------------------------------------------------------------

$usage = Get-Content -Raw -Encoding UTF8 (Join-Path $texts $(if ($italian) { 'usage.it' } else { 'usage.en' }))
$command = "$($args | Select-Object -First 1)"
if ($command -in '', '-h', '--help', 'help') {
    Write-Output $usage
    exit $(if ($command) { 0 } else { 2 })
}
if ($usage -notmatch "(?m)^  $([regex]::Escape($command)) ") {
    Say "telaio: non conosco il comando '$command'." "telaio: there is no command '$command'."
    exit 2
}
if (-not $isClone -and $command -in 'test', 'bench', 'package') {
    Fail "'$command' funziona solo in un clone dei sorgenti." "'$command' works in a clone of the sources only."
}
New-Item -ItemType Directory -Force $state | Out-Null

# ---- the JDK -------------------------------------------------------------------------------------

# Reads the JDK's `release` file: starting java takes longer than everything else here.
function Test-Jdk($candidate) {
    if (-not $candidate -or -not (Test-Path "$candidate\bin\java.exe")) { return $false }
    if (-not (Test-Path "$candidate\release")) { return $false }
    $release = Get-Content "$candidate\release" -Raw
    if ($release -notmatch 'JAVA_VERSION="(\d+)' -or [int]$Matches[1] -lt $needed) { return $false }
    return $release -notmatch 'MODULES=' -or ($release -match 'jdk\.jshell' -and $release -match 'jdk\.jdi')
}

# The installers' marks in the registry, for the machine and for this user.
function Get-Registered {
    foreach ($hive in 'HKLM:\SOFTWARE', 'HKCU:\SOFTWARE') {
        foreach ($vendor in 'JavaSoft\JDK', 'Eclipse Adoptium\JDK', 'Eclipse Foundation\JDK', 'Microsoft\JDK', 'Azul Systems\Zulu',
            'Amazon Corretto', 'BellSoft\Liberica') {
            foreach ($key in Get-ChildItem "$hive\$vendor" -Recurse -ErrorAction SilentlyContinue) {
                $key.GetValue('JavaHome'); $key.GetValue('Path'); $key.GetValue('InstallationPath')
            }
        }
    }
}

function Get-Candidates {
    $env:JAVA_HOME
    $java = Get-Command java.exe -ErrorAction SilentlyContinue
    if ($java) { Split-Path -Parent (Split-Path -Parent $java.Source) }
    Get-Registered
    foreach ($place in Get-Content (Join-Path $texts 'jdk.places')) {
        if ($place -notmatch '^[~%]') { continue }
        $place = [Environment]::ExpandEnvironmentVariables($place) -replace '^~', $HOME.Replace('$', '$$')
        Get-Item $place -ErrorAction SilentlyContinue | Sort-Object Name -Descending | ForEach-Object FullName
    }
}

if ($env:TELAIO_JAVA_HOME) {
    $jdk = $env:TELAIO_JAVA_HOME
    if (-not (Test-Jdk $jdk)) {
        Fail "TELAIO_JAVA_HOME=$jdk non è un JDK $needed o successivo con i moduli jdk.jshell e jdk.jdi." `
            "TELAIO_JAVA_HOME=$jdk is not a JDK $needed or later with the modules jdk.jshell and jdk.jdi."
    }
} else {
    $jdk = Get-Candidates | Where-Object { Test-Jdk $_ } | Select-Object -First 1
    if (-not $jdk) {
        Fail "serve un JDK $needed o successivo (con jdk.jshell e jdk.jdi) e non ne trovo uno. Si installa con: winget install EclipseAdoptium.Temurin.$needed.JDK" `
            "a JDK $needed or later (with jdk.jshell and jdk.jdi) is needed and none was found. Install one: winget install EclipseAdoptium.Temurin.$needed.JDK"
    }
}

# ---- the build and the start-up caches -----------------------------------------------------------

function Invoke-Java($arguments) {
    $classPath = (Get-Content "$lib\classpath" | Where-Object { $_ } | ForEach-Object { "$lib\$_" }) -join ';'
    & "$jdk\bin\java.exe" "@$lib\kernel.args" "-XX:AOTCache=$lib\kernel.aot" `
        "-Dtelaio.home=$telaioHome" "-Dtelaio.clone=$root" "-Dtelaio.state=$state" -cp $classPath telaio.install.Main @arguments
}

# Windows PowerShell takes a program's first word on stderr for an error of the script, where that is redirected.
function Invoke-Logged($log, $block) {
    $ErrorActionPreference = 'Continue'
    & $block *> $log
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
    # Maven, or the wrapper that downloads one.
    $mvn = $(if (Get-Command mvn -ErrorAction SilentlyContinue) { 'mvn' } else { Join-Path $root 'mvnw.cmd' })
    Say "Compilo Telaio (la prima volta qualche minuto). Dettagli in $state\build.log" "Building Telaio (some minutes the first time). Details in $state\build.log"
    $begun = Get-Date
    Remove-Item -Recurse -Force $lib, "$telaioHome\built" -ErrorAction SilentlyContinue
    $env:JAVA_HOME = $jdk
    Push-Location $root
    Invoke-Logged "$state\build.log" { & $mvn -B -pl install -am '-Dmaven.test.skip=true' '-Dspotless.check.skip=true' package }
    $failed = $LASTEXITCODE -ne 0
    Pop-Location
    if ($failed) {
        Get-Content "$state\build.log" -Tail 30 | ForEach-Object { [Console]::Error.WriteLine($_) }
        Fail 'la compilazione non è riuscita.' 'the build failed.'
    }
    (New-Item -ItemType File -Force "$telaioHome\built").LastWriteTime = $begun
}

$trainedFor = "$jdk`n" + (Get-Content "$jdk\release" -Raw) + (Get-Content "$telaioHome\version" -Raw)
$trained = Join-Path $lib 'trained'
if (-not (Test-Path $trained) -or (Get-Content $trained -Raw) -ne $trainedFor) {
    Say 'Preparo le cache di avvio per questo JDK (una volta, qualche secondo).' 'Preparing the start-up caches for this JDK (once, some seconds).'
    Invoke-Logged "$state\train.log" { Invoke-Java @('train') }
    try { Set-Content -NoNewline $trained $trainedFor } catch { Say "($trained non si può scrivere)" "($trained cannot be written)" }
}

Invoke-Java $args
exit $LASTEXITCODE
