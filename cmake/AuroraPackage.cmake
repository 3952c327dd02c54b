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

include(CPack)
