; Setup.exe: for one user, without an administrator, in Italian. Built by installers/windows.py, which gives the defines.
; Exit codes: 2 this Windows is too old, 3 Commessa is running, 4 a newer version is installed.
Target amd64-unicode
Unicode true
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include "${FILES}"
!define ARP "Software\Microsoft\Windows\CurrentVersion\Uninstall\Commessa"
Name "Commessa"
BrandingText "Commessa ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Commessa"
InstallDirRegKey HKCU "${ARP}" "InstallLocation"
SetCompressor ${COMPRESSION}
!if "${COMPRESSION}" != "zlib"
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
VIProductVersion ${NUMBERS}
VIAddVersionKey /LANG=1040 ProductName "Commessa"
VIAddVersionKey /LANG=1040 FileDescription "Installazione di Commessa"
VIAddVersionKey /LANG=1040 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1040 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1040 LegalCopyright "Licenza EUPL 1.2"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Commessa.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Apri Commessa"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Italian"

!macro Stop code sentence
  MessageBox MB_ICONSTOP|MB_OK "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; A program that runs cannot be opened for writing. Its own file is asked: CPython's has another name in another version.
!macro StopIfRuns program
  ${If} ${FileExists} "$INSTDIR\${program}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${program}" a
    ${If} ${Errors}
      !insertmacro Stop 3 "Commessa è aperta: chiudila, poi riprova."
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro StopIfRunning
  !insertmacro StopIfRuns "Commessa.exe"
  !insertmacro StopIfRuns "commessa-cli.exe"
!macroend

Function .onInit
  SetShellVarContext current
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Stop 2 "Commessa funziona con Windows 10 o 11 a 64 bit."
  ${EndIf}
  ; A folder given with /D= that holds other things is not ours: a folder of our own inside it is.
  ${IfNot} ${FileExists} "$INSTDIR\Commessa.exe"
  ${AndIf} ${FileExists} "$INSTDIR\*.*"
    ${DirState} "$INSTDIR" $0
    ${If} $0 == 1
      StrCpy $INSTDIR "$INSTDIR\Commessa"
    ${EndIf}
  ${EndIf}
  !insertmacro StopIfRunning
  ; Who wants the older one takes the newer one away first: the dossiers stay, and nobody goes back by mistake.
  ${If} ${FileExists} "$INSTDIR\Commessa.exe"
    ${GetFileVersion} "$INSTDIR\Commessa.exe" $0
    ${VersionCompare} "$0" "${NUMBERS}" $1
    ${If} $1 == 1
      ReadRegStr $2 HKCU "${ARP}" "DisplayVersion"
      !insertmacro Stop 4 "C'è già Commessa $2, più nuova della ${VERSION}. Se vuoi tornare alla ${VERSION}, disinstalla prima l'altra: le tue pratiche restano, ma quelle scritte con la versione nuova si aprono soltanto con quella."
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro StopIfRunning
FunctionEnd

Section "Commessa"
  ${If} ${FileExists} "$INSTDIR\Commessa.exe" ; the older version's files, not what others have put beside them
    RMDir /r "$INSTDIR\lib"
    RMDir /r "$INSTDIR\app"
    Delete "$INSTDIR\python3*.*"
    Delete "$INSTDIR\*.pyd"
    Delete "$INSTDIR\*.dll"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${TREE}\*.*"
  WriteUninstaller "$INSTDIR\Disinstalla.exe"
  CreateShortCut "$SMPROGRAMS\Commessa.lnk" "$INSTDIR\Commessa.exe" "" "$INSTDIR\Commessa.exe" 0
  WriteRegStr HKCU "Software\Classes\.commessa" "" "Commessa.Bozza"
  WriteRegStr HKCU "Software\Classes\.commessa" "Content Type" "${DRAFT_KIND}"
  WriteRegStr HKCU "Software\Classes\Commessa.Bozza" "" "Bozza di Commessa"
  WriteRegStr HKCU "Software\Classes\Commessa.Bozza\DefaultIcon" "" "$INSTDIR\Commessa.exe,0"
  WriteRegStr HKCU "Software\Classes\Commessa.Bozza\shell\open\command" "" '"$INSTDIR\Commessa.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.moduli" "" "Commessa.Moduli"
  WriteRegStr HKCU "Software\Classes\.moduli" "Content Type" "${PACKAGE_KIND}"
  WriteRegStr HKCU "Software\Classes\Commessa.Moduli" "" "Moduli di Commessa"
  WriteRegStr HKCU "Software\Classes\Commessa.Moduli\DefaultIcon" "" "$INSTDIR\Commessa.exe,0"
  WriteRegStr HKCU "Software\Classes\Commessa.Moduli\shell\open\command" "" '"$INSTDIR\Commessa.exe" "%1"'
  WriteRegStr HKCU "${ARP}" "DisplayName" "Commessa"
  WriteRegStr HKCU "${ARP}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ARP}" "DisplayIcon" "$INSTDIR\Commessa.exe"
  WriteRegStr HKCU "${ARP}" "Publisher" "Commessa"
  WriteRegStr HKCU "${ARP}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ARP}" "UninstallString" '"$INSTDIR\Disinstalla.exe"'
  WriteRegStr HKCU "${ARP}" "QuietUninstallString" '"$INSTDIR\Disinstalla.exe" /S'
  WriteRegDWORD HKCU "${ARP}" "NoModify" 1
  WriteRegDWORD HKCU "${ARP}" "NoRepair" 1
  WriteRegDWORD HKCU "${ARP}" "EstimatedSize" ${KB}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; The dossiers lie in %LOCALAPPDATA%\Commessa and stay.
Section "Uninstall"
  Delete "$SMPROGRAMS\Commessa.lnk"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  !insertmacro DeleteFiles
  Delete "$INSTDIR\Disinstalla.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKCU "Software\Classes\.commessa" ""
  ${If} $0 == "Commessa.Bozza"
    DeleteRegKey HKCU "Software\Classes\.commessa"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\Commessa.Bozza"
  ReadRegStr $0 HKCU "Software\Classes\.moduli" ""
  ${If} $0 == "Commessa.Moduli"
    DeleteRegKey HKCU "Software\Classes\.moduli"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\Commessa.Moduli"
  DeleteRegKey HKCU "${ARP}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
