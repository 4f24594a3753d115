; Setup.exe: for one user, without an administrator, in Italian. Built by installers/windows.py, which gives the defines.
; Exit codes: 2 this Windows is too old, 3 Commessa is running, 4 a newer version is installed, 5 the MSI is installed,
; 6 installed, but the association's file that lies beside Setup.exe cannot be used.
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
VIAddVersionKey /LANG=1040 CompanyName "${PUBLISHER}"
VIAddVersionKey /LANG=1040 FileDescription "Installazione di Commessa"
VIAddVersionKey /LANG=1040 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1040 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1040 LegalCopyright "Licenza EUPL 1.2"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_WELCOMEPAGE_TITLE "Commessa ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Prepara le pratiche per l'inserimento lavorativo delle persone con disabilità. Non serve un amministratore, e non si collega mai a internet.$\r$\n$\r$\nEditore: ${PUBLISHER_SHOWN}$\r$\nCartella: $INSTDIR$\r$\nSpazio: ${MB} MB$\r$\n$\r$\n$AboutFiles"
!define MUI_PAGE_CUSTOMFUNCTION_PRE Look
!define MUI_FINISHPAGE_TITLE "Commessa è installata"
!define MUI_FINISHPAGE_TEXT "La trovi nel menu Start. Una bozza (.commessa) o un pacchetto di moduli (.moduli) si apre con un doppio clic."
!define MUI_FINISHPAGE_RUN "$INSTDIR\Commessa.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Apri Commessa"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Le tue pratiche restano dove sono: in $LOCALAPPDATA\Commessa, o nella cartella che hai scelto per loro. Se reinstalli Commessa le ritrovi. Resta anche quello che qualcuno ha aggiunto accanto al programma, come il file dell'associazione."
Var AboutFiles
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; NSIS has one sentence for both: of an uninstallation it would say that the installation is complete.
CompletedText "Fatto."
!insertmacro MUI_LANGUAGE "Italian"

!macro Stop code sentence
  MessageBox MB_ICONSTOP|MB_OK "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; A program that runs cannot be opened for writing. Its own file is asked: CPython's has another name in another version.
; Who is there may close it and go on; in silence it is the end, with a code.
!macro StopIfRuns program
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${program}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${program}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "Commessa è aperta: chiudila, poi premi Riprova." /SD IDCANCEL IDRETRY +3
      SetErrorLevel 3
      Quit
  ${Loop}
!macroend

!macro StopIfRunning
  !insertmacro StopIfRuns "Commessa.exe"
  !insertmacro StopIfRuns "commessa-cli.exe"
!macroend

; The usual folder, the one of before, and any with our name are ours whatever they hold: the association's file may have
; been laid there first, or stay there from a former Setup. Another one, given with /D=, that holds other things is not:
; a folder of our own inside it is.
!macro ChooseFolder
  ReadRegStr $0 HKCU "${ARP}" "InstallLocation"
  ${GetFileName} "$INSTDIR" $1
  ${If} $INSTDIR != "$LOCALAPPDATA\Programs\Commessa"
  ${AndIf} $INSTDIR != $0
  ${AndIf} $1 != "Commessa"
  ${AndIfNot} ${FileExists} "$INSTDIR\Commessa.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\associazione.toml"
  ${AndIf} ${FileExists} "$INSTDIR\*.*"
    ${DirState} "$INSTDIR" $0
    ${If} $0 == 1
      StrCpy $INSTDIR "$INSTDIR\Commessa"
    ${EndIf}
  ${EndIf}
!macroend

; What the first page says of what is there already.
Function Look
  StrCpy $AboutFiles "Per cominciare premi Installa."
  ${If} ${FileExists} "$INSTDIR\Commessa.exe"
    StrCpy $AboutFiles "Commessa c'è già e viene aggiornata: le tue pratiche, i tuoi moduli e il file dell'associazione restano. Per cominciare premi Installa."
  ${EndIf}
FunctionEnd

Function .onInit
  SetShellVarContext current
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Stop 2 "Commessa funziona con Windows 10 o 11 a 64 bit."
  ${EndIf}
  ; For all users, by the MSI: two copies would share the dossiers, and only one would be brought up to date.
  SetRegView 64
  ReadRegDWORD $0 HKLM "Software\Commessa" "menu"
  SetRegView lastused
  ${If} $0 == 1
    !insertmacro Stop 5 "Commessa c'è già, installata per tutti gli utenti di questo computer: usa quella. Per aggiornarla chiedi a chi l'ha installata."
  ${EndIf}
  !insertmacro ChooseFolder
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
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/RESTO" $1
  ${IfNot} ${Errors} ; of a program that was taken away in place; nothing where another one is there already
    ${For} $1 1 60
      ${If} ${FileExists} "$INSTDIR\Commessa.exe"
      ${OrIfNot} ${FileExists} "$INSTDIR\Disinstalla.exe"
        ${ExitFor}
      ${EndIf}
      Delete "$INSTDIR\Disinstalla.exe"
      Sleep 250
    ${Next}
    RMDir "$INSTDIR"
    Quit
  ${EndIf}
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
!ifdef ASSOCIATION ; laid over what is there: last year's forms stay for the dossiers that use them
  File /r "${ASSOCIATION}\*.*"
!endif
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
  WriteRegStr HKCU "${ARP}" "Publisher" "${PUBLISHER}"
!if "${SUPPORT}" != ""
  WriteRegStr HKCU "${ARP}" "Contact" "${SUPPORT}"
!endif
!if "${PAGE}" != ""
  WriteRegStr HKCU "${ARP}" "URLInfoAbout" "${PAGE}"
!endif
  WriteRegStr HKCU "${ARP}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ARP}" "UninstallString" '"$INSTDIR\Disinstalla.exe"'
  ; In place, not from a copy of itself: whoever calls it waits for it, and gets its code.
  WriteRegStr HKCU "${ARP}" "QuietUninstallString" '"$INSTDIR\Disinstalla.exe" /S _?=$INSTDIR'
  WriteRegDWORD HKCU "${ARP}" "NoModify" 1
  WriteRegDWORD HKCU "${ARP}" "NoRepair" 1
  WriteRegDWORD HKCU "${ARP}" "EstimatedSize" ${KB}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  Call TakeBeside
SectionEnd

; The association's file that lies beside Setup.exe: the program itself checks it and copies it with what it names.
Function TakeBeside
  ${If} ${FileExists} "$EXEDIR\associazione.toml"
  ${AndIf} $EXEDIR != $INSTDIR
    DetailPrint "Prendo il file dell'associazione…"
    nsExec::ExecToStack '"$INSTDIR\commessa-cli.exe" association-check "$EXEDIR\associazione.toml" --to "$INSTDIR"'
    Pop $0 ; 0, or 1 where some answers do not fit: the rest holds
    Pop $1
    ${If} $0 != 0
    ${AndIf} $0 != 1
      MessageBox MB_ICONEXCLAMATION|MB_OK "Commessa è installata, ma senza il file dell'associazione che sta accanto a Setup: avvisa chi te l'ha mandato." /SD IDOK
      SetErrorLevel 6
    ${EndIf}
  ${EndIf}
FunctionEnd

; The dossiers lie in %LOCALAPPDATA%\Commessa and stay.
Section "Uninstall"
  Delete "$SMPROGRAMS\Commessa.lnk"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  !insertmacro DeleteFiles
  SetOutPath "$TEMP"
  ${If} $EXEDIR == $INSTDIR ; a program cannot delete itself: NSIS goes on from a copy, once this one has ended
    Exec '"$INSTDIR\Disinstalla.exe" /S /RESTO'
  ${Else}
    Delete "$INSTDIR\Disinstalla.exe"
    RMDir "$INSTDIR"
  ${EndIf}
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
