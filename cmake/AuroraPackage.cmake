# Packages: `cpack --config build/release/CPackConfig.cmake -G DEB` (or TGZ, NSIS, DragNDrop); scripts/package makes them.
set(CPACK_PACKAGE_NAME aurora-cycler-manager)
set(CPACK_PACKAGE_VENDOR "Aurora Cycler Manager developers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "track, cycle and analyse battery cells")
set(CPACK_PACKAGE_DESCRIPTION
    "Keeps track of coin cells and of the experiments on them: imports what
the robot built, submits jobs by C-rate to lab PCs over SSH, harvests the
files of EC-Lab and Neware BTS, turns them into open HDF5 with provenance,
computes per-cycle numbers and shows them in fast charts.")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "Aurora Cycler Manager")
set(CPACK_PACKAGE_EXECUTABLES aurora-cycler-manager "Aurora Cycler Manager")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_SOURCE_DIR}/cmake/AuroraPackageKinds.cmake")

set(CPACK_PACKAGE_CONTACT "${AURORA_MAINTAINER}")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded at run time, so that no linker knows of it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, tzdata, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, shared-mime-info, desktop-file-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libqt6sql6-psql")
if(AURORA_REPOSITORY_URL)
    set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "${AURORA_REPOSITORY_URL}")
endif()
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
                                                WORLD_EXECUTE)

set(CPACK_NSIS_DISPLAY_NAME "Aurora Cycler Manager")
set(CPACK_NSIS_PACKAGE_NAME "Aurora Cycler Manager")
set(CPACK_NSIS_MUI_ICON "${made}/icon.ico")
set(CPACK_NSIS_MUI_UNIICON "${made}/icon.ico")
set(CPACK_NSIS_INSTALLED_ICON_NAME "bin\\\\aurora-cycler-manager.exe")
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON) # the commands in any shell; asked for, not done silently
set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
file(TO_NATIVE_PATH "${PROJECT_SOURCE_DIR}/packaging/windows/file_types.nsh" file_types)
set(CPACK_NSIS_DEFINES "!include \"${file_types}\"")
foreach(type "mpr|EC-Lab recording" "ndax|Neware BTS recording" "nda|Neware BTS recording (older)")
    string(REPLACE "|" ";" parts "${type}")
    list(GET parts 0 ending)
    list(GET parts 1 name)
    string(APPEND CPACK_NSIS_EXTRA_INSTALL_COMMANDS
           "!insertmacro AuroraFileType .${ending} AuroraCyclerManager.${ending} \"${name}\"\n")
    string(APPEND CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS
           "!insertmacro AuroraForgetFileType .${ending} AuroraCyclerManager.${ending}\n")
endforeach()
string(APPEND CPACK_NSIS_EXTRA_INSTALL_COMMANDS "!insertmacro AuroraTellTheShell\n")
string(APPEND CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "!insertmacro AuroraTellTheShell\n")

set(CPACK_DMG_VOLUME_NAME "Aurora Cycler Manager")

include(CPack)
